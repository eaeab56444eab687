/**
 * What is kept of a request's body: readable, bounded, and without any secret. Personal values stay
 * in it; whoever may not see them is shown a masked copy (`lib/activity/mask.ts`).
 */
const SECRET_NAME = /passw|secret|token|credential|authorization|api[-_ ]?key|\bpin\b/i
/** Sequr's own tokens, wherever somebody pasted one. */
const OWN_TOKEN = /sqr_[a-z]+_[A-Za-z0-9_-]{6,}/g
const REMOVED = '(removed)'

const ITEMS_MAX = 50
const MEMBERS_MAX = 200
const DEPTH_MAX = 12
const TEXT_LENGTH_MAX = 1_000
const KEPT_LENGTH_MAX = 32_000

export function redactBody(body: string): string {
  const parsed = parse(body)
  // Nobody can tell what is secret in a text that cannot be read.
  if (parsed === undefined) return note(`${body.length} characters that are not JSON`)
  const kept = JSON.stringify(redact(parsed, DEPTH_MAX))
  return kept.length > KEPT_LENGTH_MAX
    ? note(`${body.length} characters, too long to be kept`)
    : kept
}

/** Text that is logged as it came: an address, a filter. */
export function redactText(text: string): string {
  return text.replace(OWN_TOKEN, REMOVED)
}

function redact(value: unknown, depthLeft: number): unknown {
  if (typeof value === 'string') return redactText(shortened(value))
  if (typeof value !== 'object' || value === null) return value
  if (depthLeft === 0) return '(nested deeper)'
  if (Array.isArray(value)) {
    const rest = value.length - ITEMS_MAX
    const kept = value.slice(0, ITEMS_MAX).map((item) => redact(item, depthLeft - 1))
    return rest > 0 ? [...kept, `(and ${rest} more)`] : kept
  }
  return redactObject(value, depthLeft)
}

function redactObject(value: object, depthLeft: number): Record<string, unknown> {
  // Without a prototype, because the names come from outside.
  const copy: Record<string, unknown> = Object.create(null)
  const members = Object.entries(value)
  const path = members.find(([name, item]) => /^path$/i.test(name) && typeof item === 'string')?.[1]
  for (const [name, item] of members.slice(0, MEMBERS_MAX)) {
    const secret =
      SECRET_NAME.test(name) || (/^value$/i.test(name) && SECRET_NAME.test(String(path ?? '')))
    copy[redactText(shortened(name))] = secret ? REMOVED : redact(item, depthLeft - 1)
  }
  if (members.length > MEMBERS_MAX) copy['…'] = `(and ${members.length - MEMBERS_MAX} more)`
  return copy
}

function shortened(text: string): string {
  return text.length <= TEXT_LENGTH_MAX ? text : `${text.slice(0, TEXT_LENGTH_MAX)}…`
}

const note = (text: string) => JSON.stringify(`(${text})`)

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
