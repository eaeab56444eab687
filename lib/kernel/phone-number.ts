/** The shortest numbers that reach somebody from another network, and the longest that exist (E.164). */
const DIGITS_MIN = 7
const DIGITS_MAX = 15
/** What people write between digits. Letters, an extension for one, lead to a switchboard. */
const WRITTEN = /^(tel:)?\s*\+?[\d\s().\-/‐-―]+$/i

/**
 * Whether a text message can be sent to a phone as a directory writes it. It says no to what is
 * missing or odd (product.md 4.4), and does not say that a yes is a mobile phone.
 */
export function takesTextMessages(phone: string | null): boolean {
  if (phone === null) return false
  const written = phone.normalize('NFKC').trim()
  const digits = written.replace(/\D/g, '').length
  return WRITTEN.test(written) && digits >= DIGITS_MIN && digits <= DIGITS_MAX
}
