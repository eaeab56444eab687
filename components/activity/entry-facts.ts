import { partsOf } from '@/lib/activity/entry-parts'
import type { FieldChange } from '@/lib/activity/kinds'
import type { AnyActivityRow } from '@/lib/activity/schemas'
import { actorLabel } from '@/lib/kernel/actors'
import { countedList, listed } from '@/lib/kernel/words'

/** What the opened entry tells besides its sentence, taken apart into its tabs (product.md 3.10). */
export interface Fact {
  label: string
  value: string
}

const REFUSED_FROM = 400

/** Why it happened, in sentences; empty when the entry itself says all there is. */
export function whyOf(entry: AnyActivityRow): string[] {
  switch (entry.kind) {
    case 'access.changed':
      return whyOfChanged(entry)
    case 'access.given':
      return entry.data.byHand
        ? [
            `${actorLabel(entry.actor)} gave it by hand, beside the rules: “${entry.data.byHand.reason}”.`,
          ]
        : entry.data.rules.map((rule) => `The rule ${rule} matched.`)
    case 'access.taken':
      if (entry.data.byHand === 'ended')
        return [`${actorLabel(entry.actor)} ended what was given by hand.`]
      if (entry.data.byHand) return ['It was given by hand, and its last day is over.']
      return ['Nothing gives this access any more: no rule matches, or the person has left.']
    case 'access.held':
      return ['It waits under Needs you until somebody lets it happen or keeps the access.']
    case 'key.issued':
      return [`A rule of ${entry.data.property} says yes to a mobile key.`]
    case 'key.revoked':
    case 'key.suspended':
    case 'card.ended':
    case 'card.suspended':
      return [entry.data.cause]
    case 'employee.detail_overwritten':
      return ['Entra owns these details: what it sends takes the place of what Sequr had.']
    case 'employee.held':
      return entry.data.reason === 'conflict'
        ? ['Somebody else has the same primary e-mail. Nothing is given until you decide.']
        : [`${actorLabel(entry.actor)} took all access away. It stays away until it is given back.`]
    case 'scim.request':
      return whyOfRequest(entry.data)
    case 'rule.applied':
      return entry.data.difference
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

/** Each rule once, with all that it gives; a cause that keys and cards share is said once. */
function whyOfChanged(entry: Extract<AnyActivityRow, { kind: 'access.changed' }>): string[] {
  const { given = [], taken = [] } = entry.data
  const giving = given.flatMap(({ accessGroup, rules }) =>
    rules.map((rule) => ({ rule, accessGroup })),
  )
  const sentences = [...Map.groupBy(giving, (one) => one.rule)].map(
    ([rule, gives]) =>
      `The rule ${rule} matched: it gives ${listed(gives.map((one) => one.accessGroup))}.`,
  )
  if (taken.length > 0) {
    sentences.push(
      `Nothing gives ${listed(taken)} any more: no rule matches, or the person has left.`,
    )
  }
  const others = partsOf(entry).filter((part) => !part.kind.startsWith('access.'))
  return [...new Set([...sentences, ...others.flatMap(whyOf)])]
}

function whyOfRequest({ status, detail, changed, method, turn }: RequestEntryData): string[] {
  if (status >= REFUSED_FROM) return detail ? [`Sequr answered Entra: “${detail}”`] : []
  if (method === 'GET') return ['Entra looks before it writes, so that nobody is made twice.']
  if (turn === 'left' || method === 'DELETE') {
    return [
      'Who is inactive or deleted in Entra may have nothing: doors, keys and sign-in end in the same request, whatever the rules say.',
    ]
  }
  return changed
    ? ['Entra is the source: what it sends is taken over, and the rules decide anew.']
    : ['Everything that Entra sent was here already.']
}
type RequestEntryData = Extract<AnyActivityRow, { kind: 'scim.request' }>['data']

/** Values before and after; an empty list when the entry changed none. */
export function changesOf(entry: AnyActivityRow): FieldChange[] {
  const one = (field: string, before: string | null, after: string | null) => [
    { field, before, after },
  ]
  switch (entry.kind) {
    case 'employee.updated':
    case 'employee.details_edited':
    case 'employee.entra_used':
    case 'employee.detail_overwritten':
    case 'group.updated':
      return entry.data.changes
    case 'employee.created':
      return one('account', null, 'in the directory')
    case 'employee.deactivated':
      return one('account', 'active', 'deactivated')
    case 'employee.reactivated':
      return one('account', 'deactivated', 'active')
    case 'employee.deleted':
      return one('account', 'in the directory', 'deleted')
    case 'access.changed':
      return partsOf(entry).flatMap(changesOf)
    case 'access.given':
      return one(`${entry.data.accessGroup}, ${entry.data.property}`, 'no access', 'access')
    case 'access.taken':
      return one(`${entry.data.accessGroup}, ${entry.data.property}`, 'access', 'no access')
    case 'key.issued':
      return one(`mobile key, ${entry.data.property}`, null, 'waiting to be set up')
    case 'key.revoked':
      return one(`mobile key, ${entry.data.property}`, 'working', 'ended')
    case 'key.suspended':
      return one(`mobile key, ${entry.data.property}`, 'working', 'suspended')
    case 'card.given':
      return one(`card …${entry.data.card}, ${entry.data.property}`, null, 'working')
    case 'card.ended':
      return one(`card …${entry.data.card}, ${entry.data.property}`, 'working', 'ended')
    case 'card.suspended':
      return one(`card …${entry.data.card}, ${entry.data.property}`, 'working', 'suspended')
    case 'role.changed':
      return one(`role, ${entry.data.property}`, entry.data.before, entry.data.after)
    case 'place.hours':
      return one('hours', entry.data.before, entry.data.after)
    case 'place.updated':
      return entry.data.before === entry.data.name
        ? []
        : one('name', entry.data.before, entry.data.name)
    default:
      return []
  }
}

export function technicalOf(entry: AnyActivityRow): Fact[] {
  const facts: Fact[] = []
  if (entry.requestId) facts.push({ label: 'Request id', value: entry.requestId })
  if (entry.kind === 'scim.request') facts.push(...factsOfRequest(entry.data))
  else if (entry.actor.kind === 'scim') {
    facts.push({ label: 'Token', value: `ends in …${entry.actor.tokenEnding}` })
  }
  if (entry.kind === 'group.members' && entry.data.unknown.length > 0) {
    facts.push({ label: 'Unknown ids', value: entry.data.unknown.join(', ') })
  }
  facts.push({ label: 'Kind', value: entry.kind })
  facts.push({ label: 'Entry id', value: entry.id })
  facts.push({ label: 'Time', value: entry.at.toISOString() })
  return facts
}

function factsOfRequest(data: RequestEntryData): Fact[] {
  const { method, path, filter, status, scimType, durationMs, tokenEnding, resource } = data
  const facts = [{ label: 'Request', value: `${method} ${path}` }]
  if (filter) facts.push({ label: 'Filter', value: filter })
  facts.push({ label: 'Status', value: scimType ? `${status} ${scimType}` : String(status) })
  facts.push({ label: 'Took', value: `${Math.round(durationMs)} ms` })
  facts.push({ label: 'Token', value: `ends in …${tokenEnding}` })
  if (resource?.id) facts.push({ label: resource.type, value: resource.id })
  return facts
}

/** What was caused, counted thing by thing: "2 access groups taken and 1 mobile key ended". */
export function causedWords(related: AnyActivityRow[]): string {
  const parts = related.flatMap(partsOf)
  const count = (kind: AnyActivityRow['kind']) => parts.filter((one) => one.kind === kind).length
  const list = countedList([
    [count('access.given'), 'access group given', 'access groups given'],
    [count('access.taken'), 'access group taken', 'access groups taken'],
    [count('access.held'), 'removal held', 'removals held'],
    [count('key.issued'), 'mobile key made', 'mobile keys made'],
    [count('key.revoked'), 'mobile key ended', 'mobile keys ended'],
    [count('key.suspended'), 'mobile key suspended', 'mobile keys suspended'],
    [count('card.ended'), 'card ended', 'cards ended'],
    [count('card.suspended'), 'card suspended', 'cards suspended'],
    [count('role.changed'), 'role changed', 'roles changed'],
    [count('email.sent'), 'e-mail sent', 'e-mails sent'],
  ])
  return list === '' ? '' : `${list}.`
}

/** How a request ended, in a word; other entries tell of what did happen. */
export function outcomeOf(entry: AnyActivityRow): 'done' | 'refused' | 'failed' {
  if (entry.kind !== 'scim.request' || entry.data.status < REFUSED_FROM) return 'done'
  return entry.data.status < 500 ? 'refused' : 'failed'
}
