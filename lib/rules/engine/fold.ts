/**
 * One way to compare text everywhere (product.md 4.3): Unicode-normalised (NFKC), case-folded,
 * trimmed, inner spaces collapsed. Accents count. The result is stored beside the value, so that
 * SQL compares folded strings byte by byte and can never disagree with memory.
 */
export function foldText(value: string): string {
  return value
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .trim()
}
