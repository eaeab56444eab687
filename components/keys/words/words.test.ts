import { describe, expect, it } from 'vitest'
import { languages } from '@/lib/kernel/languages'
import { keySpeech } from './speech'

const sample = { name: 'Ana Ruiz', email: 'ana@contoso.example', phone: '+1 303 555 0100' }

/** Every sentence of a dictionary with its place, values filled in. */
function sentencesOf(value: unknown, path = ''): [path: string, sentence: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') {
    const given: unknown = path.endsWith('ask.contact') ? sample : 'Contoso'
    return sentencesOf(value(given), path)
  }
  return Object.entries(value ?? {}).flatMap(([key, one]) => sentencesOf(one, `${path}.${key}`))
}

const english = new Map(sentencesOf(keySpeech('en').words))
/** What is the same word everywhere. */
const shared = /^\.(ask\.contact|active\.state)$/

describe.each(languages)('the page of a key in %s', (language) => {
  const { words } = keySpeech(language)

  it('has a sentence of its own for everything that it says', () => {
    const sentences = sentencesOf(words)
    expect(sentences.map(([path]) => path)).toEqual([...english.keys()])
    expect(sentences.filter(([, sentence]) => sentence.trim() === '')).toEqual([])
    const borrowed = sentences.filter(
      ([path, sentence]) =>
        language !== 'en' && !shared.test(path) && english.get(path) === sentence,
    )
    expect(borrowed).toEqual([])
  })

  it('calls the button by its name wherever it speaks of it', () => {
    expect(words.ready.unexpected).toContain(words.ready.action)
    expect(words.steps.list('ana@contoso.example')[1]?.what).toContain(words.ready.action)
  })
})

it('writes moments and devices as the language does', () => {
  const at = new Date('2026-11-30T15:00:00Z')
  expect(keySpeech('de').moment(at, 'Europe/Berlin')).toBe('30. Nov. 2026, 16:00 MEZ')
  expect(keySpeech('fr').moment(at, 'Europe/Paris')).toContain('30 nov. 2026')
  expect(keySpeech('de').device('Android phone')).toBe('Android-Telefon')
  expect(keySpeech('es').device('iPhone')).toBe('iPhone')
  expect(keySpeech('fr').device('a device')).toBe('un appareil')
})
