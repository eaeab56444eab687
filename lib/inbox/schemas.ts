/** What waits for a person. Nothing of it is stored: an item is there while its cause is. */
export type NeedsYouItem =
  | { kind: 'conflict'; since: Date; employeeId: string; name: string; email: string | null }
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
  /** Microsoft lets nobody read the groups any more; `rules` ask for some. */
  | { kind: 'groups_unreadable'; since: Date; rules: number }
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
