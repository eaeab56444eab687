import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { languages } from '@/lib/kernel/languages'
import { SUBJECT_LENGTH_MAX } from './email-template'
import { emailPreviews } from './previews'
import { type RenderedEmail, renderEmail } from './render-email'
import { speechFor } from './speech'
import { accessEndedTemplate } from './templates/access-ended'
import { de } from './words/de'
import { en } from './words/en'
import { es } from './words/es'
import { fr } from './words/fr'

const timeZone = 'America/Denver'
/** Gmail cuts an e-mail off at 102 kB. */
const HTML_BYTES_MAX = 90_000

const every = await Promise.all(
  languages.flatMap((language) =>
    emailPreviews.map(async ({ id, render }) => {
      const email = await render({ language, timeZone })
      return { title: `${id} in ${language}`, language, email }
    }),
  ),
)

const find = (id: string, language: string): RenderedEmail => {
  const found = every.find((one) => one.title === `${id} in ${language}`)
  if (!found) throw new Error(`no preview is called ${id}`)
  return found.email
}

describe.each(every)('$title', ({ email, language }) => {
  const { html, text, subject } = email

  it('has a subject that a phone shows in full and that no filter distrusts', () => {
    expect(subject.length).toBeGreaterThan(0)
    expect(subject.length).toBeLessThanOrEqual(SUBJECT_LENGTH_MAX)
    expect(subject).not.toMatch(/verify|urgent|!|dringend|bestätigen|verificar|urgente/i)
  })

  it('says its language, has one heading of the first level, and speaks in 16 px', () => {
    expect(html).toContain(`<html lang="${language}"`)
    expect(html.match(/<h1[ >]/g)).toHaveLength(1)
    const sizes = [...html.matchAll(/font-size:(\d+)px/g)].map(([, size]) => Number(size))
    expect(sizes.filter((size) => size > 0 && size < 16)).toEqual([])
  })

  it('fetches nothing: no image, no style sheet, no script, so it tracks nobody', () => {
    expect(html).not.toMatch(/<(img|script|link|iframe|object)\b|url\(|@import|src=/i)
  })

  it('is short enough that no mailbox cuts it off', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(HTML_BYTES_MAX)
  })

  it('has every link of the HTML in its text part too, and no trace of markup', () => {
    const links = [...html.matchAll(/href="(?:mailto:)?([^"]+)"/g)].map(([, href = '']) => href)
    for (const link of links) expect(text).toContain(link.replaceAll('&amp;', '&'))
    expect(text).not.toMatch(/<\w|undefined|null|\[object/)
  })
})

describe('the invitation', () => {
  it('says everything in the order of the specification', () => {
    const { text } = find('invitation', 'en')
    const marks = [
      'Hello Maya',
      'Contoso added you in Microsoft',
      'Set up my key',
      'iPhone with iOS',
      'Three steps',
      'maya.chen@contoso.example',
      'What it opens',
      'HQ Denver',
      '1801 California Street',
      'Main entrance, Garage. At any hour.',
      'Lab 2, Roof terrace. Mon–Fri 07:00–19:00; Sat 22:00–02:00 the next day.',
      'front desk on the 4th floor',
      '5 cm from the reader',
      'How long the link works',
      'ask for a new one',
      'Ask for a card instead',
      'Report a lost phone',
      'Ana Ruiz, +1 303 555 0100',
      'office@contoso.example',
      'keeps your name',
      'You did not expect this?',
    ]
    const places = marks.map((mark) => [mark, text.indexOf(mark)] as const)
    expect(places.filter(([, at]) => at < 0)).toEqual([])
    expect(places).toEqual(places.toSorted(([, one], [, other]) => one - other))
  })

  it('writes the end of the link in the property’s zone and the reader’s language', () => {
    expect(find('invitation', 'en').text).toContain('Monday 30 November at 08:00 GMT-7')
    expect(find('invitation', 'de').text).toContain('Montag, 30. November um 08:00 GMT-7')
    expect(find('invitation', 'es').text).toContain('lunes, 30 de noviembre')
    expect(find('invitation', 'fr').text).toContain('lundi 30 novembre')
  })

  it('mentions the first day when it lies ahead, and not otherwise', () => {
    expect(find('invitation, two properties', 'de').text).toContain('Dienstag, 1. Dezember')
    expect(find('invitation', 'de').text).not.toContain('erster Tag')
  })

  it('shows a QR code of the link beside the link itself', () => {
    const { html } = find('invitation', 'en')
    const [table = ''] = /<table role="img" aria-label="QR code.*?<\/table>/s.exec(html) ?? []
    const drawn = [...table.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
      [...row.matchAll(/<td([^>]*)>/g)].flatMap(([, cell = '']) => {
        const length = Number(/colSpan="(\d+)"/i.exec(cell)?.[1] ?? 1)
        return Array.from({ length }, () => cell.includes('#000000'))
      }),
    )
    const [url = ''] = /https:\/\/\S+\/key\/[\w-]+/.exec(html) ?? []
    expect(drawn).toEqual(encode(url, { ecc: 'L', border: 4 }).data)
  })

  it('tells somebody who came back that the old key stays off', () => {
    expect(find('welcome back', 'en').text).toContain('replaces your old one')
    expect(find('welcome back', 'fr').text).toContain('remplace l’ancienne')
  })
})

it('what a directory sends is text and never markup', async () => {
  const data = { firstName: '<img src=x>', organization: 'A & B', contact: null }
  const { html, text } = await renderEmail(accessEndedTemplate, data, { language: 'en', timeZone })
  expect(html).toContain('&lt;img src=x&gt;')
  expect(html).toContain('A &amp; B')
  expect(text).toContain('Hello <img src=x>, your key to A & B')
})

it.each(['access ended', 'key revoked'])('the e-mail “%s” gives no reason', (id) => {
  expect(find(id, 'en').text).not.toMatch(/because|left|terminated|dismiss|revoked/i)
})

describe('the languages', () => {
  /** Every sentence of a dictionary under its path; functions are told by their source. */
  const sentences = (value: unknown, path = ''): [string, string][] => {
    if (typeof value === 'string' || typeof value === 'function') return [[path, String(value)]]
    return Object.entries(value as object).flatMap(([key, inner]) =>
      sentences(inner, `${path}.${key}`),
    )
  }
  const english = new Map(sentences(en))

  it.each([
    ['Spanish', es],
    ['German', de],
    ['French', fr],
  ])('%s leaves no sentence in English', (_name, words) => {
    const same = sentences(words).filter(([path, text]) => english.get(path) === text)
    // Names of systems read alike everywhere, and `via` is French too.
    expect(same.filter(([path]) => !/^[.]from$|phones[.]|[.]subjects$/.test(path))).toEqual([])
  })

  it('write one and many as their grammar does', () => {
    const said = languages.map((language) => {
      const { words } = speechFor({ language, timeZone })
      return [words.days(1), words.days(3)]
    })
    expect(said).toEqual([
      ['1 day', '3 days'],
      ['1 día', '3 días'],
      ['1 Tag', '3 Tage'],
      ['1 jour', '3 jours'],
    ])
  })
})
