import type { OpeningHours } from '@/lib/kernel/opening-hours'
import type { WhyRule } from './rule-reason'

/** What the Why panel shows, as `lib/access/explain` computes it. */
export interface WhyGrant {
  grantId: string
  accessGroupId: string
  accessGroup: string
  hours: OpeningHours
  doors: string[]
  source: 'rule' | 'hand'
  since: Date
  until: Date | null
  givenBy: string | null
  reason: string | null
  /** The rules no longer give it, and its removal waits for a decision since then. */
  waitsSince: Date | null
  /** The matching rules that give it; empty when it was given by hand. */
  rules: WhyRule[]
}

export interface WhyLack {
  accessGroupId: string
  accessGroup: string
  doors: string[]
  closest: WhyRule | null
}

export interface WhyDoor {
  id: string
  name: string
  /** The person's access groups that open it; none when it stays shut. */
  through: string[]
  openedBy: string[]
}

export interface WhyPlace {
  propertyId: string
  property: string
  timeZone: string
  role: string | null
  /** Which of the matching rules decides, where they give different roles. */
  roleBecause: string | null
  /** Which of the matching rules give a mobile key and which do not, where they differ. */
  keyBecause: string | null
  /** False while the property has no rule at all: nothing is decided there. */
  hasRules: boolean
  grants: WhyGrant[]
  /** The access groups that the person does not have, each with the closest rule that gives it. */
  lacks: WhyLack[]
  doors: WhyDoor[]
  /** Where no rule matches: the one that needs the fewest changes to match. */
  closest: WhyRule | null
}
