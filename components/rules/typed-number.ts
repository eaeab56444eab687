/** In groups of three digits, as a number is written in one country or another. */
const GROUPED = /^\d{1,3}(?:[\s.,'’]\d{3})+$/u

/** The number that somebody typed to confirm it, `22,000` for one. NaN for what is none. */
export function typedNumber(typed: string): number {
  const text = typed.trim()
  const digits = GROUPED.test(text) ? text.replace(/\D/g, '') : text
  return /^\d+$/.test(digits) ? Number(digits) : Number.NaN
}
