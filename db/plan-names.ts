import { createHash } from 'node:crypto'

/** Each takes some 200 KB of Postgres's memory on each connection. */
const PLANS_MAX = 50
/** As long as a connection lives, see `client.ts`: what it kept for a forgotten name ends with it. */
export const PLANS_KEPT_SECONDS = 3_600

let names = new Map<string, string>()
let since = 0

/**
 * A name for a statement that depends on what users wrote, such as their rules: equal for equal
 * texts, so that what is asked again and again is planned once. Undefined when as many others have
 * one as may; such a statement is planned each time, and no less right for it.
 */
export function nameByText(text: string, now = Date.now()): string | undefined {
  if (now - since > PLANS_KEPT_SECONDS * 1000) {
    names = new Map()
    since = now
  }
  const known = names.get(text)
  if (known !== undefined || names.size >= PLANS_MAX) return known
  const name = `by_text_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
  names.set(text, name)
  return name
}
