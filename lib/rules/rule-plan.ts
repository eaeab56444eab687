import { contentOf } from './rule-content'
import type { RuleContent } from './schemas'
import type { StoredRule } from './stored-rules'

/** What a change would make of a property's rules. Nothing of it is written. */
export interface RulePlan {
  property: PlannedProperty
  /** All rules, those that are turned off too, in their order. */
  before: StoredRule[]
  after: StoredRule[]
  /** Rules that somebody else changed since the edit began (product.md 3.3). */
  clashes: PlannedClash[]
  /** Access groups that come with copied rules. */
  newGroups: NewGroup[]
  /** Drafts that the change uses up. */
  draftIds: string[]
}

export interface PlannedProperty {
  id: string
  name: string
  timeZone: string
  /** E-mails of it are built and wait (product.md 5.2). */
  quiet: boolean
  accessGroups: { id: string; name: string; nameKey: string }[]
  roles: { id: string; name: string; rank: number }[]
}

export interface PlannedClash {
  ruleId: string
  /** Undefined: it was deleted. */
  theirs: StoredRule | undefined
  yours: RuleContent | null
}

/** A rule's new content on its way into a list of rules. */
export interface Edit {
  ruleId: string
  /** What the edit began from; undefined when that does not matter, null for a new rule. */
  baseVersion: number | null | undefined
  content: RuleContent
}

/** An access group that is made together with the copied rules that give it. */
export interface NewGroup {
  id: string
  name: string
  nameKey: string
  /** The property's doors that are called like those of the group it is copied from. */
  doorIds: string[]
}

/** What planning starts from. */
export interface Place {
  property: PlannedProperty
  before: StoredRule[]
}

/** A clash as the screen shows it: both versions, neither written over the other. */
export function clashAnswer({ ruleId, theirs, yours }: PlannedClash) {
  return {
    kind: 'clash' as const,
    ruleId,
    theirs: theirs
      ? {
          ...contentOf(theirs),
          version: theirs.version,
          by: theirs.updatedBy,
          at: theirs.updatedAt.toISOString(),
        }
      : null,
    yours,
  }
}
