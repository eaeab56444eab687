import { expect, it } from 'vitest'
import { chooseLanguage } from './languages'

it.each([
  ['de', 'de'],
  ['de-CH', 'de'],
  ['DE_at', 'de'],
  [' fr-CA ', 'fr'],
  ['es-MX,es;q=0.9', 'es'],
  ['en-US', 'en'],
])('a person who prefers %s is written to in %s', (preferred, language) => {
  expect(chooseLanguage(preferred, 'es')).toBe(language)
})

it.each([null, '', 'ja-JP', 'german', 'constructor'])(
  'a person who prefers %s is written to in the language of the property',
  (preferred) => {
    expect(chooseLanguage(preferred, 'fr')).toBe('fr')
  },
)
