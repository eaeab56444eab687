import type { DoorAnswer } from '@/lib/kernel/door-answers'

/** `lastDay` is the property's own (ISO 8601); null where it has no end. */
export interface ByHand {
  lastDay: string | null
  reason: string
}

/** What became of the one key that a person has at a property. */
export type KeyChange = { what: 'issued' } | { what: 'revoked' | 'suspended'; cause: string }

/** `card` is how its number ends. */
export interface CardChange {
  card: string
  what: 'ended' | 'suspended'
  cause: string
}

interface AdministratorRole {
  userId: string
  roleId: string
  role: string
}

/**
 * Everything the activity log can say, and what each entry keeps. Names are snapshots: an entry
 * stays true after the thing it speaks of was renamed or deleted. No secret ever stands in one.
 */
export interface ActivityData {
  'employee.created': { name: string }
  'employee.adopted': { name: string }
  /** Why somebody who is back, or was kept by hand, is taken for the same person. */
  'employee.recognised': { name: string; by: 'object_id' | 'email' }
  /** Another account of somebody, or a record kept by hand, as an administrator decided. */
  'employee.second_account': { name: string; other: string }
  'employee.joined': { name: string; other: string }
  'employee.updated': { name: string; changes: FieldChange[] }
  'employee.details_edited': { name: string; changes: FieldChange[] }
  'employee.entra_used': { name: string; changes: FieldChange[] }
  /** Entra's values took the place of Sequr's own; `by` is who had entered those. */
  'employee.detail_overwritten': { name: string; changes: FieldChange[]; by: string[] }
  'employee.deactivated': { name: string }
  'employee.reactivated': { name: string }
  'employee.deleted': { name: string }
  'employee.held': { name: string; reason: 'by_hand' | 'conflict' }
  'employee.released': { name: string }
  /** The time for which deleted people are kept is over. It names nobody. */
  'employee.erased': Record<string, never>
  /** Entries from before the role was remembered tell the name alone. */
  'employee.signed_out': { name: string } & Partial<AdministratorRole>
  'employee.admin_again': { name: string } & AdministratorRole
  /**
   * All that one decision changed for one person at one property; what it left alone is absent, so
   * that SQL may ask `data ? 'taken'`. Earlier logs hold an entry for each thing instead, in the kinds
   * in which deeds about one thing are still told (`access.given` to `card.suspended` below), so
   * whoever reads the log reads both: `entry-parts.ts` and `changed-sql.ts` take this one apart.
   */
  'access.changed': {
    name: string
    property: string
    /** With the rules that give each. */
    given?: { accessGroup: string; rules: string[] }[]
    taken?: string[]
    key?: KeyChange
    cards?: CardChange[]
    role?: { before: string | null; after: string | null }
  }
  'access.given': {
    name: string
    accessGroup: string
    property: string
    rules: string[]
    /** Beside the rules. */
    byHand?: ByHand
  }
  'access.extended': {
    name: string
    accessGroup: string
    property: string
    byHand: ByHand
  }
  'access.taken': {
    name: string
    accessGroup: string
    property: string
    /** It was given by hand, and somebody ended it or its last day was over. */
    byHand?: 'ended' | 'ran out'
  }
  'access.held': { name: string; property: string; accessGroups: string[] }
  'role.changed': { name: string; property: string; before: string | null; after: string | null }
  'key.issued': { name: string; property: string }
  'key.revoked': { name: string; property: string; cause: string }
  'key.activated': { name: string; property: string; device: string }
  'key.expired': { name: string; property: string }
  'key.suspended': { name: string; property: string; cause: string }
  'key.resumed': { name: string; property: string }
  'key.sent_again': { name: string }
  'key.link_copied': { name: string; property: string }
  'key.phone_replaced': { name: string; device: string }
  /** What its owner calls the phone. */
  'key.phone_named': { name: string; property: string; device: string; before: string | null }
  'card.asked': { name: string }
  'card.settled': { name: string }
  /** `card` is how its number ends. */
  'card.given': { name: string; property: string; card: string }
  'card.ended': { name: string; property: string; card: string; cause: string }
  'card.suspended': { name: string; property: string; card: string; cause: string }
  'card.resumed': { name: string; property: string; card: string }
  'door.asked': {
    /** Null when the controller named a door that is not its own. */
    door: string | null
    property: string | null
    /** Null when the key or the card is not known. */
    name: string | null
    answer: DoorAnswer
    /** How the number of the card ends that was shown; absent for a key. */
    card?: string
  }
  /** A property's contact was asked to look at doors that do not know yet that access was taken. */
  'door.contact_told': {
    name: string
    property: string
    contact: string
    /** Those that are worth naming; `count` counts them all. */
    doors: string[]
    count: number
  }
  'email.sent': { name: string; template: string }
  'email.undelivered': {
    name: string
    template: string
    outcome: 'bounced' | 'complained' | 'suppressed' | 'failed'
    /** The provider's code. */
    reason: string
  }
  'email.again': { name: string; template: string }
  'email.read': { name: string; template: string }
  'email.released': { property: string; count: number }
  'email.lifted': { name: string }
  'email.settings': Record<string, never>
  'alert.told': { alert: string; fixed: boolean; recipients: number }
  'scim.request': RequestData
  'group.created': { group: string }
  'group.updated': { group: string; changes: FieldChange[] }
  'group.deleted': { group: string }
  'group.members': { group: string; added: number; removed: number; unknown: string[] }
  'organization.created': { organization: string }
  'place.created': { what: PlaceKind; name: string }
  'place.updated': { what: PlaceKind; name: string; before: string }
  /** When the doors of an access group open, in words. */
  'place.hours': { name: string; before: string; after: string }
  'place.deleted': { what: PlaceKind; name: string }
  /** These four were written before rules had versions; `rule.applied` tells of every change since. */
  'rule.created': { rule: string; property: string }
  'rule.updated': { rule: string; property: string }
  'rule.moved': { rule: string; property: string; position: number }
  'rule.deleted': { rule: string; property: string }
  /** It names a group that Entra deleted. `until` is ISO 8601. */
  'rule.broken': { rule: string; property: string; group: string; until: string }
  'rule.lapsed': { rule: string; property: string; group: string }
  /** Entra sends the deleted group again, under the object id that it had. */
  'rule.reconnected': { rule: string; property: string; group: string }
  'rule.drafted': { rule: string; property: string }
  'rule.draft_discarded': { rule: string; property: string }
  'rule.applied': {
    property: string
    version: number
    difference: string[]
    gained: number
    lost: number
  }
  'integration.started': Record<string, never>
  'integration.connected': { tenant: string; account: string }
  'integration.choices': { placement: 'chosen' | 'everyone'; keyDefault: boolean }
  'integration.invited': { email: string }
  'integration.invitation_used': { email: string }
  'integration.invitation_withdrawn': { email: string }
  'integration.finished': Record<string, never>
  'controller.created': { controller: string; ending: string }
  'controller.revoked': { controller: string; ending: string }
  /** Who owns a detail of people; `replaced` is how many got Entra's value by it. */
  'integration.owner': { detail: string; owner: 'entra' | 'sequr'; replaced: number }
  'integration.guard': { percent: number; people: number }
  /** For how long personal data of deleted people is kept. */
  'integration.retention': { days: number; before: number }
  'integration.removals_allowed': { people: number }
  /** `until` is a day (ISO 8601), in older entries the moment. */
  'integration.removals_kept': { people: number; until: string }
  'token.created': { ending: string }
  'token.revoked': { ending: string }
  'token.client_created': { clientId: string }
  'token.client_revoked': { clientId: string }
  'token.secret_created': { ending: string }
  'token.secret_revoked': { ending: string }
  'token.trust_created': { ending: string }
  'token.trust_revoked': { ending: string }
  /** `until` is ISO 8601. */
  'inbox.put_off': { item: string; until: string }
  'export.made': { what: string; rows: number; filters: string }
  'help.answered': { panel: string; helpful: boolean }
}

export type ActivityKind = keyof ActivityData
export type PlaceKind = 'property' | 'door' | 'access group' | 'role'
export interface FieldChange {
  field: string
  before: string | null
  after: string | null
}

/** One SCIM request (scim.md 10). */
export interface RequestData {
  method: string
  path: string
  filter: string | null
  status: number
  durationMs: number
  tokenEnding: string
  /** What the request was about, under the name of then. */
  resource: { type: 'User' | 'Group'; id: string | null; name: string | null } | null
  /** The error's type in SCIM's words. */
  scimType: string | null
  detail: string | null
  /** How many resources a search found. */
  found: number | null
  /** Whether anything is different since. */
  changed: boolean
  /** A change by which the person left or came back. */
  turn?: 'left' | 'returned'
  /** Refusals that followed each other too fast to be told one by one. */
  times: number
}

export type Lens = 'people' | 'sync' | 'changes'

/** The lens an entry is seen through (product.md 3.10), told by the noun of its kind. */
export function lensOf(kind: ActivityKind): Lens {
  const noun = kind.slice(0, kind.indexOf('.'))
  switch (noun) {
    case 'employee':
    case 'access':
    case 'role':
    case 'key':
    case 'card':
    case 'door':
    case 'email':
      return 'people'
    case 'scim':
    case 'group':
      return 'sync'
    default:
      return 'changes'
  }
}
