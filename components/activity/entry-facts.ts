import type { FieldChange } from '@/lib/activity/kinds'
import type { AnyActivityRow } from '@/lib/activity/schemas'
import { actorLabel } from '@/lib/kernel/actors'

/** What the opened entry tells besides its sentence, taken apart into its panels (product.md 3.10). */
export interface Fact {
  label: string
  value: string
}

const REFUSED_FROM = 400
const UNAUTHORIZED = 401
const RATE_LIMITED = 429

/** Why it happened, in sentences; empty when the entry itself says all there is. */
export function whyOf(entry: AnyActivityRow): string[] {
  switch (entry.kind) {
    case 'access.given':
      return entry.data.rules.map((rule) => `The rule ${rule} matched.`)
    case 'key.issued':
      return [`A rule of ${entry.data.property} says yes to a mobile key.`]
    case 'key.revoked':
      return [entry.data.cause]
    case 'employee.held':
      return entry.data.reason === 'conflict'
        ? ['Somebody else has the same primary e-mail. Nothing is given until you decide.']
        : [`${actorLabel(entry.actor)} took all access away. It stays away until it is given back.`]
    case 'scim.request':
      return entry.data.detail ? [entry.data.detail] : []
    case 'group.members':
      return entry.data.unknown.length > 0
        ? [
            'Ids of nobody in the directory were skipped. They are placed once Entra sends the people.',
          ]
        : []
    default:
      return []
  }
}

/** Values before and after; an empty list when the entry changed none. */
export function changesOf(entry: AnyActivityRow): FieldChange[] {
  switch (entry.kind) {
    case 'employee.updated':
    case 'group.updated':
      return entry.data.changes
    case 'role.changed':
      return [{ field: 'Role', before: entry.data.before, after: entry.data.after }]
    case 'place.updated':
      return entry.data.before === entry.data.name
        ? []
        : [{ field: 'Name', before: entry.data.before, after: entry.data.name }]
    default:
      return []
  }
}

export function technicalOf(entry: AnyActivityRow): Fact[] {
  const facts: Fact[] = []
  if (entry.kind === 'scim.request') {
    const { method, path, filter, status, durationMs, tokenEnding, resource } = entry.data
    facts.push({ label: 'Request', value: `${method} ${path}` })
    if (filter) facts.push({ label: 'Filter', value: filter })
    facts.push({ label: 'Answer', value: String(status) })
    facts.push({ label: 'Took', value: `${Math.round(durationMs)} ms` })
    facts.push({ label: 'Token', value: `ends in …${tokenEnding}` })
    if (resource?.id) facts.push({ label: resource.type, value: resource.id })
  } else if (entry.actor.kind === 'scim') {
    facts.push({ label: 'Token', value: `ends in …${entry.actor.tokenEnding}` })
  }
  if (entry.kind === 'group.members' && entry.data.unknown.length > 0) {
    facts.push({ label: 'Unknown ids', value: entry.data.unknown.join(', ') })
  }
  facts.push({ label: 'Kind', value: entry.kind })
  if (entry.requestId) facts.push({ label: 'Request id', value: entry.requestId })
  facts.push({ label: 'Entry id', value: entry.id })
  return facts
}

/** How a request ended, in a word; other entries tell of what did happen. */
export function outcomeOf(entry: AnyActivityRow): 'done' | 'refused' | 'failed' {
  if (entry.kind !== 'scim.request' || entry.data.status < REFUSED_FROM) return 'done'
  return entry.data.status < 500 ? 'refused' : 'failed'
}

/** Where a failure is mended, when there is something to mend on our side. */
export function fixOf(entry: AnyActivityRow): { label: string; href: string } | undefined {
  if (entry.kind !== 'scim.request') return undefined
  const { status } = entry.data
  if (status === UNAUTHORIZED)
    return { label: 'Look at the tokens', href: '/integrations/azure/token' }
  if (status >= REFUSED_FROM && status !== RATE_LIMITED && entry.subject?.kind === 'employee') {
    return { label: 'Open the person', href: `/employees/${entry.subject.id}` }
  }
  return undefined
}
