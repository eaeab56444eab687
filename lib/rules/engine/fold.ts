/**
 * One way to compare text everywhere (product.md 4.3): Unicode-normalised (NFKC), case-folded,
 * trimmed, inner spaces collapsed. Accents count. The result is stored beside the value, so that
 * SQL compares folded strings byte by byte and can never disagree with memory.
 */
export function foldText(value: string): string {
  return foldLetters(value).replace(/\s+/gu, ' ').trim()
}

/**
 * The letters alone, spaces as they are. What nobody can see (soft hyphens, zero-width signs) is
 * nothing, so a text of it is no value and a word that hides it is that word.
 */
export function foldLetters(value: string): string {
  const visible = value.normalize('NFKC').replace(INVISIBLE, '')
  // The ı without a dot is a letter of its own: "I" is the capital of i.
  return oneSigma(visible.split('ı').map(foldCase).join('ı').normalize('NFKC'))
}

const INVISIBLE = /\p{Default_Ignorable_Code_Point}+/gu

function foldCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase()
}

/**
 * The sigma that ends a word is one with the sigma within: JavaScript chooses between them by their
 * place, and a part of a word would not be found in the whole.
 */
function oneSigma(text: string): string {
  return text.replaceAll('ς', 'σ')
}

/**
 * E-mail addresses and what is like one: lower-cased and trimmed whole, no tricks (product.md 4.3).
 * groß@ and gross@ are two people, straße.de and strasse.de two domains.
 */
export function foldEmail(value: string): string {
  return foldEmailLetters(value.replace(EMAIL_ENDS, ''))
}

export function foldEmailLetters(value: string): string {
  return oneSigma(value.toLowerCase().normalize('NFC'))
}

const EMAIL_ENDS = /^[\s\p{Default_Ignorable_Code_Point}]+|[\s\p{Default_Ignorable_Code_Point}]+$/gu
