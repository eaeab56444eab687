import { foldText } from './fold'

/**
 * A country's code and its English name mean the same (product.md 4.1): Entra's attribute is free
 * text, and one directory holds "US" beside "United States".
 */
export function spellingsOfCountry(folded: string): string[] {
  const { codesByName, nameByCode } = knownCountries()
  const name = nameByCode.get(folded) ?? folded
  return [...new Set([folded, name, ...(codesByName.get(name) ?? [])])]
}

interface KnownCountries {
  /** Several codes may have one name: GB and UK. */
  codesByName: Map<string, string[]>
  nameByCode: Map<string, string>
}

let known: KnownCountries | undefined

/** The codes in use that the runtime can name, folded; made once, when a rule first asks. */
function knownCountries(): KnownCountries {
  if (known) return known
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  known = { codesByName: new Map(), nameByCode: new Map() }
  for (const code of twoLetters().filter(isInUse)) {
    const name = foldText(names.of(code) ?? '')
    if (name === '') continue
    known.nameByCode.set(foldText(code), name)
    known.codesByName.set(name, [...(known.codesByName.get(name) ?? []), foldText(code)])
  }
  return known
}

/** Retired codes stand for their successors, which need not be where the person is; UK is for ever. */
function isInUse(code: string): boolean {
  return code === 'UK' || new Intl.Locale(`und-${code}`).region === code
}

function twoLetters(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters.flatMap((first) => letters.map((second) => first + second))
}
