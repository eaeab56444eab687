import { countryLines } from './countries'
import { foldText } from './fold'

/**
 * A country's codes and its names mean the same (product.md 4.1): Entra's attribute is free text, and
 * one directory holds "US" beside "United States" and "USA". All of them fold to the two-letter code
 * in small letters; a text that names no country stays a text.
 */
export function foldCountry(text: string): string {
  const folded = foldText(text)
  return knownCountries().codes.get(keyOf(folded)) ?? folded
}

/** What people call the country, folded; nothing for a text that is no country's code. */
export function namesOfCountry(code: string): readonly string[] {
  return knownCountries().names.get(code) ?? []
}

interface KnownCountries {
  codes: ReadonlyMap<string, string>
  names: ReadonlyMap<string, readonly string[]>
}

let known: KnownCountries | undefined

/** Made once, when somebody has a country or a rule asks for one. */
function knownCountries(): KnownCountries {
  if (known) return known
  const codes = new Map<string, string>()
  const names = new Map<string, readonly string[]>()
  for (const line of countryLines.trim().split('\n')) {
    const [, alpha2 = '', alpha3 = '', list = ''] = /^(\S+) (\S+) (.+)$/.exec(line) ?? []
    const code = foldText(alpha2)
    const spellings = list.split('|').map(foldText)
    for (const spelling of [alpha2, alpha3, ...spellings])
      codes.set(keyOf(foldText(spelling)), code)
    names.set(code, spellings)
  }
  known = { codes, names }
  return known
}

const SMALL_WORDS = new Set(['the', 'of', 'and'])

/** The words of a spelling that count, in an order of their own: "St. Kitts & Nevis", "Korea, Republic of". */
function keyOf(folded: string): string {
  const words = folded
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[.'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  // A word alone may be a code: AND is Andorra.
  if (words.length < 2) return words.join()
  return words
    .filter((word) => !SMALL_WORDS.has(word))
    .map((word) => (word === 'st' ? 'saint' : word))
    .sort()
    .join(' ')
}
