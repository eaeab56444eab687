/**
 * One way to compare text everywhere (product.md 4.3): Unicode-normalised (NFKC), case-folded,
 * trimmed, inner spaces collapsed. Accents count. The result is stored beside the value, so that
 * SQL compares folded strings byte by byte and can never disagree with memory.
 *
 * The sigma that ends a word is one with the sigma within: JavaScript chooses between them by their
 * place, and a part of a word would not be found in the whole.
 */
export function foldText(value: string): string {
  return value
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll('ς', 'σ')
    .replace(/\s+/gu, ' ')
    .trim()
}
