import { z } from 'zod'

/** One of two with one e-mail, as they stand side by side. */
export interface ConflictSide {
  id: string
  name: string
  source: 'entra' | 'local'
  userName: string | null
  email: string | null
  title: string | null
  department: string | null
  phone: string | null
  employeeNumber: string | null
  createdAt: Date
  /** Deactivated or deleted. */
  ended: boolean
}

/** Who waits, and whom of those with the e-mail they may be. */
export interface Conflict {
  since: Date
  person: ConflictSide
  others: ConflictSide[]
}

/** What waits for a person. Nothing of it is stored: an item is there while its cause is. */
export type NeedsYouItem =
  | ({ kind: 'conflict' } & Conflict)
  | { kind: 'no_email'; since: Date; people: number; names: string[] }
  | { kind: 'email_failed'; since: Date; people: number; names: string[]; reasons: string[] }
  | { kind: 'key_lost'; since: Date; employeeId: string; name: string; device: string | null }
  | { kind: 'card_asked'; since: Date; employeeId: string; name: string }
  /** Back, without what does not come back by itself. */
  | {
      kind: 'returned'
      since: Date
      employeeId: string
      name: string
      byHand: string[]
      card: boolean
      role: string | null
    }
  | { kind: 'no_rules'; since: Date; propertyId: string; property: string }
  | { kind: 'no_match'; since: Date; propertyId: string; property: string; people: number }
  | {
      kind: 'rule_broken'
      since: Date
      ruleId: string
      rule: string
      propertyId: string
      property: string
      /** Names of the deleted groups. */
      groups: string[]
      until: Date
      ended: boolean
    }
  /** Microsoft lets nobody read the groups any more; `rules` name some, and cover `people`. */
  | { kind: 'groups_unreadable'; since: Date; rules: number; names: string[]; people: number }
  /** The guard holds them: more people than the limit would lose access. */
  | { kind: 'removals_held'; since: Date; people: number; names: string[] }
  /** Their controllers were not heard since access was taken. */
  | { kind: 'doors_unconfirmed'; since: Date; doors: number; controllers: string[] }
  /** People arrive from Entra, and nobody is ever changed. */
  | { kind: 'updates_missing'; since: Date }
  | { kind: 'token_ending'; since: Date; what: Credential; ending: string; expiresAt: Date }
  | { kind: 'token_ended'; since: Date; what: Credential; ending: string }

/** What Entra shows us: pasted as it is, or exchanged for access tokens by OAuth. */
export type Credential = 'token' | 'client secret' | 'workload identity'

/**
 * What an item is about, within its kind. Of what counts people or doors it is the number, so that
 * one that was put off is back as soon as the number is another.
 */
export function subjectOf(item: NeedsYouItem): string {
  switch (item.kind) {
    case 'conflict':
      return item.person.id
    case 'key_lost':
    case 'card_asked':
    case 'returned':
      return item.employeeId
    case 'no_rules':
    case 'no_match':
      return item.propertyId
    case 'rule_broken':
      return item.ruleId
    case 'token_ending':
    case 'token_ended':
      return item.ending
    case 'no_email':
    case 'email_failed':
    case 'removals_held':
      return String(item.people)
    case 'doors_unconfirmed':
      return String(item.doors)
    case 'groups_unreadable':
      return String(item.rules)
    case 'updates_missing':
      return 'entra'
  }
}

const putOffKinds = [
  'conflict',
  'no_email',
  'email_failed',
  'key_lost',
  'card_asked',
  'returned',
  'no_rules',
  'no_match',
  'rule_broken',
  'groups_unreadable',
  'doors_unconfirmed',
  'updates_missing',
  'token_ending',
  'token_ended',
] as const
/** Held removals have their own *Keep them for now*. */
export type PutOffKind = Exclude<NeedsYouItem['kind'], 'removals_held'>

export const putOffSchema = z.object({
  kind: z.enum(putOffKinds satisfies readonly PutOffKind[]),
  subject: z.string().min(1).max(64),
  /** The day on which it is back, by the organisation's clock. */
  until: z.iso.date(),
})
export type PutOffInput = z.infer<typeof putOffSchema>
