import { type ActivityData, type FieldChange, lensOf, type RequestData } from './kinds'
import type { AnyActivityRow } from './schemas'

/**
 * The log for roles that may not see personal values, Front Desk for one (product.md 3.10): what
 * happened, to which door, when and why stays readable; who it happened to does not.
 */
export const HIDDEN = '•••'

export function maskEntry(entry: AnyActivityRow): AnyActivityRow {
  const data = maskData(entry)
  const actor =
    entry.actor.kind === 'person' || entry.actor.kind === 'guest'
      ? { ...entry.actor, name: initials(entry.actor.name) }
      : entry.actor
  // A link to the person would lead to a page that the role may not open.
  const subject = entry.subject?.kind === 'employee' ? null : entry.subject
  return { ...entry, actor, data, subject } as AnyActivityRow
}

/** A body as it was kept, with every value hidden that is not part of SCIM's own grammar. */
export function maskBody(sent: string): string {
  return JSON.stringify(maskJson(JSON.parse(sent) as unknown, ''))
}

/** A search must not tell a value by finding it: only these fields of an entry are looked into. */
export const impersonalFields = [
  'property',
  'accessGroup',
  'given',
  'taken',
  'group',
  'rule',
  'method',
  'status',
  'scimType',
  'template',
  'tenant',
  'ending',
  'tokenEnding',
] as const

function maskData(entry: AnyActivityRow): ActivityData[AnyActivityRow['kind']] {
  if (entry.kind === 'scim.request') return maskRequest(entry.data)
  if (isAboutDetails(entry)) return maskDetails(entry.data)
  if ('email' in entry.data) return { ...entry.data, email: HIDDEN }
  if (entry.kind === 'integration.connected') return { ...entry.data, account: HIDDEN }
  // A rule may leave somebody out, by name.
  if (entry.kind === 'rule.applied') return { ...entry.data, difference: [] }
  const { data } = entry
  if (lensOf(entry.kind) !== 'people' || !('name' in data) || data.name === null) return data
  const masked = {
    ...data,
    name: initials(data.name),
    ...('contact' in data && { contact: initials(data.contact) }),
    ...('other' in data && { other: initials(data.other) }),
    // The last characters of a number tell one card, and so one person, from the others.
    ...('card' in data && { card: HIDDEN }),
    ...('cards' in data && { cards: data.cards?.map((one) => ({ ...one, card: HIDDEN })) }),
    // Its owner may have named the phone, after somebody.
    ...('device' in data && { device: HIDDEN }),
    ...(entry.kind === 'key.phone_named' && entry.data.before !== null && { before: HIDDEN }),
  }
  // Whoever gave it wrote why, and may have named somebody.
  return 'byHand' in masked && typeof masked.byHand === 'object'
    ? { ...masked, byHand: { ...masked.byHand, reason: HIDDEN } }
    : masked
}

type Entry<K extends AnyActivityRow['kind']> = Extract<AnyActivityRow, { kind: K }>
type DetailsEntry = Entry<
  | 'employee.updated'
  | 'employee.details_edited'
  | 'employee.entra_used'
  | 'employee.detail_overwritten'
>

function isAboutDetails(entry: AnyActivityRow): entry is DetailsEntry {
  return lensOf(entry.kind) === 'people' && 'changes' in entry.data
}

function maskDetails(data: DetailsEntry['data']): DetailsEntry['data'] {
  const masked = { name: initials(data.name), changes: data.changes.map(maskChange) }
  return 'by' in data ? { ...masked, by: data.by.map(initials) } : masked
}

function maskRequest(data: RequestData): RequestData {
  const { resource, path, filter, detail } = data
  return {
    ...data,
    path: path.replace(/[^/]*(?:@|%40)[^/]*/g, HIDDEN),
    filter: filter && maskQuoted(filter),
    detail: detail && maskQuoted(detail).replace(/\S*@\S*/g, HIDDEN),
    resource: resource && {
      ...resource,
      id: resource.id?.includes('@') ? HIDDEN : resource.id,
      name: resource.name && resource.type === 'User' ? initials(resource.name) : resource.name,
    },
  }
}

const maskChange = ({ field, before, after }: FieldChange): FieldChange => ({
  field,
  before: before === null ? null : HIDDEN,
  after: after === null ? null : HIDDEN,
})

/** `M••• C•••` for Maya Chen; an address, which may be a name too, is hidden. */
function initials(name: string): string {
  if (name.includes('@')) return HIDDEN
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  return words.length > 0 ? words.map((word) => `${[...word][0]}${HIDDEN}`).join(' ') : HIDDEN
}

const maskQuoted = (text: string) => text.replace(/"(?:[^"\\]|\\.)*"?/g, `"${HIDDEN}"`)

/** Names whose values belong to the protocol, not to a person. */
const GRAMMAR = /^(op|schemas|type|method|primary|active|startIndex|count|failOnErrors)$/i

function maskJson(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => maskJson(item, name))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, maskJson(item, key)]),
    )
  }
  if (value === null || typeof value === 'boolean' || GRAMMAR.test(name)) return value
  // A path may quote the value that it looks for.
  return /^path$/i.test(name) && typeof value === 'string' ? maskQuoted(value) : HIDDEN
}
