import { expect, it } from 'vitest'
import { acceptedLanguage, chooseLanguage } from './languages'

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

it.each([
  ['de', 'de'],
  ['fr-CH, fr;q=0.9, en;q=0.8', 'fr'],
  ['ja, en;q=0.5, es;q=0.7', 'es'],
  ['de;q=0, fr;q=0.1', 'fr'],
  ['ja-JP', 'en'],
  ['*', 'en'],
  ['', 'en'],
  [null, 'en'],
])('a browser that accepts %s is answered in %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language)
})
