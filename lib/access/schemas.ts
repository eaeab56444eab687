import { z } from 'zod'
import type { EditableDetail } from '@/lib/kernel/editable-details'
import type { EditClash } from '@/lib/kernel/plan-edit'
import { isDay } from '@/lib/rules/engine/dates'
import { previewSchema, type RuleContent } from '@/lib/rules/schemas'

/** What the rules screen and the inbox are answered: plain values, moments as ISO 8601 texts. */

/** At most this many people travel with one list; the number beside it is the whole. */
export const PEOPLE_LISTED_MAX = 50
export const CHANGES_LISTED_MAX = 200

export interface ListedPerson {
  id: string
  name: string
  department: string | null
}

/** What a changed set of rules would do to today's people. Nothing of it has happened. */
export interface RulePreview {
  peopleTotal: number
  /** For one new or edited rule: who meets it and who almost does. */
  matches: RuleMatches | null
  effect: AccessEffect
  guard: {
    limit: number
    /** People who lose something, whatever it is. */
    losses: number
    /** What they lose. */
    of: LossKind[]
    exceeds: boolean
    /** How many other people hear of it at once when it exceeds the limit; zero where nobody asks. */
    told: number
  }
  /** How many each choice about keys is about; zero where it need not be asked. */
  keyChoices: { revocable: number; sendable: number }
  /** The property's version that this looked at; zero before the first. An apply carries it back. */
  version: number
  tookMs: number
}

export interface RuleMatches {
  /** Everybody whom a rule may cover: neither gone nor held. */
  peopleTotal: number
  matching: { count: number; people: ListedPerson[] }
  justMiss: { count: number; people: (ListedPerson & { missing: string })[] }
  /** Values that look like a wanted one: "3 people have 'Enginering'". */
  nearSpellings: {
    operand: string
    label: string
    value: string
    wanted: string
    people: number
  }[]
  /** The rule would be met, were it not for a value that is missing. */
  cannotTell: {
    count: number
    people: (ListedPerson & { missing: string })[]
    /** *Include people with no department* adds "or is empty"; it brings in that many by itself. */
    offers: { operand: string; label: string; people: number }[]
    /** A text where a number or a date is needed. */
    wrongKinds: { label: string; wanted: 'number' | 'date'; people: number }[]
  }
}

export const lossKinds = ['access', 'key', 'role'] as const
export type LossKind = (typeof lossKinds)[number]

export interface AccessEffect {
  /** People who get an access group that they do not have, and who lose one; a person may be in both. */
  gain: number
  lose: number
  roles: number
  keysIssued: number
  keysRevoked: number
  /** Those of them to whom nothing else is done that a button names: no access group is gained or lost. */
  besides: { roles: number; keysIssued: number; keysRevoked: number }
  /** People who are written to: invited, or told what they gained and lost. */
  emails: number
  /** The property is in quiet mode: these e-mails are built and wait there. */
  emailsHeld: boolean
  people: PersonEffect[]
  /** How many of `people` there are in all. */
  peopleCount: number
  doors: { id: string; door: string; gain: number; lose: number }[]
}

const NAME_LENGTH_MAX = 500

/** The people of a preview beyond the first: those after somebody, those whose name has a text. */
export const changedPeopleSchema = previewSchema.extend({
  page: z.object({
    search: z.string().trim().max(100).optional(),
    after: z.object({ name: z.string().max(NAME_LENGTH_MAX), id: z.string().max(64) }).optional(),
  }),
})
export type ChangedPeopleInput = z.infer<typeof changedPeopleSchema>
export type PeoplePage = ChangedPeopleInput['page']

export interface ChangedPeople {
  people: PersonEffect[]
  /** How many people the search finds, on this page and the others. */
  count: number
}

export interface PersonEffect extends ListedPerson {
  gains: string[]
  loses: string[]
  role: { before: string | null; after: string | null } | null
  key: 'issued' | 'revoked' | null
  email: boolean
}

/** What one condition says of a person, in words with the person's real value. */
interface ReasonedSingle {
  text: string
  met: boolean
  /** False where nobody can tell, because a value is missing. */
  known: boolean
}

export interface ReasonedCondition extends ReasonedSingle {
  /** The conditions of a nested group, each on its own; `text` joins them. */
  group?: { match: 'all' | 'any'; conditions: ReasonedSingle[] }
}

/** One person against one rule: a tick or a cross for each condition, in words. */
export type TriedPerson =
  | { kind: 'nobody' }
  /** Several are found by what was typed: choose one. */
  | { kind: 'several'; people: ListedPerson[] }
  | {
      kind: 'person'
      person: ListedPerson
      met: boolean
      match: 'all' | 'any'
      conditions: ReasonedCondition[]
      /** Said where the person may have nothing whatever the rules say: held, deactivated, left out. */
      exception: string | null
    }

export const coverageSchema = z.object({ propertyId: z.string().min(1).max(64) })
export const tryRulesSchema = coverageSchema.extend({ employeeId: z.string().min(1).max(64) })
export type CoverageInput = z.infer<typeof coverageSchema>
export type TryRulesInput = z.infer<typeof tryRulesSchema>

/** Whom a property's live rules cover, and who is left over. */
export interface Coverage {
  /** Everybody whom a rule may cover: neither gone nor held. */
  peopleTotal: number
  covered: { count: number; people: (ListedPerson & { rules: string[] })[] }
  /** `closest` names the rule that needs the fewest changes and says which; null without rules. */
  open: { count: number; people: (ListedPerson & { closest: string | null })[] }
}

/** One person against all live rules of a property, in their order. */
export interface TriedRules {
  person: ListedPerson
  state: 'eligible' | 'held' | 'inactive'
  rules: {
    id: string
    name: string
    match: 'all' | 'any'
    conditions: ReasonedCondition[]
    met: boolean
    /** The rule skips the person, whatever its conditions say. */
    leftOut: boolean
  }[]
}

/** Two administrators changed one rule: nothing was written, both are shown (product.md 3.3). */
export interface RuleClash {
  kind: 'clash'
  ruleId: string
  /** Null when it was deleted. */
  theirs: (RuleContent & { version: number; by: string; at: string }) | null
  yours: RuleContent | null
}

/** The property's rules are no longer those that the preview looked at: nothing was written. */
export interface RulesMoved {
  kind: 'moved'
  /** The newest version, and the one that the preview was made from; zero before the first. */
  version: number
  from: number
  by: string
  at: string
}

export type ApplyAnswer =
  | {
      kind: 'applied'
      version: number
      outcome: AppliedOutcome
      /** How many people got an access group, and how many lost anything. */
      people: { gained: number; lost: number; of: LossKind[] }
    }
  | RuleClash
  | RulesMoved
  /** More lose something than the guard lets pass: type this number. */
  | { kind: 'confirm'; losses: number; of: LossKind[]; limit: number }

/**
 * How far an apply is, told while its transaction runs: in this order, and each number no smaller
 * than the one before. Nothing of it is true for anybody before the whole is committed.
 */
export type ApplyProgress =
  | { phase: 'deciding' }
  | { phase: 'people'; done: number; of: number }
  /** In entries of the activity log; the e-mails go with the first. */
  | { phase: 'log'; done: number; of: number }
  | { phase: 'finishing' }

export interface AppliedOutcome {
  given: number
  taken: number
  keysIssued: number
  keysRevoked: number
}

/** A smaller limit would make every small team wait (product.md 4.5). */
export const GUARD_PEOPLE_MIN = 5

export const guardSchema = z.object({
  percent: z
    .number('Give a whole number.')
    .int('Give a whole number.')
    .min(1, 'At least 1 %.')
    .max(100, 'At most 100 %.'),
  people: z
    .number('Give a whole number.')
    .int('Give a whole number.')
    .min(GUARD_PEOPLE_MIN, `Not below ${GUARD_PEOPLE_MIN}, or every small team would wait.`)
    .max(100_000),
})
export type GuardInput = z.infer<typeof guardSchema>

export interface GuardView extends GuardInput {
  /** What the two come to for today's people: whichever is smaller, not below 5. */
  limit: number
  peopleTotal: number
}

/** Removals that Entra's pushes would cause and that wait for a person. */
export interface HeldRemovals {
  since: string
  /** The limit that was passed. */
  limit: number
  count: number
  people: (ListedPerson & { loses: string[]; since: string; keptUntil: string | null })[]
}

const heldEmployees = z.array(z.string().min(1).max(64)).min(1).max(1_000).optional()
/** Absent people: everybody who is held. */
export const releaseHeldSchema = z.object({ employeeIds: heldEmployees })
export const keepHeldSchema = z.object({
  employeeIds: heldEmployees,
  /** The day on which it is asked again, by each property's clock. */
  until: z.iso.date(),
})
export type ReleaseHeldInput = z.infer<typeof releaseHeldSchema>
export type KeepHeldInput = z.infer<typeof keepHeldSchema>

/** Access by hand must end, by default after a month (product.md 4.4). */
export const HAND_DAYS_DEFAULT = 30
/** Who needs it for longer needs a rule. */
export const HAND_DAYS_MAX = 366
const REASON_LENGTH_MAX = 200

/** An access group for one person, beside the rules, up to a last day at its property. */
export const handGrantSchema = z
  .object({
    employeeId: z.string().min(1).max(64),
    accessGroupId: z.string().min(1, 'Choose an access group.').max(64),
    lastDay: z.string().max(10),
    /** Only a Global Admin may say so. */
    noEnd: z.boolean(),
    reason: z
      .string()
      .trim()
      .min(1, 'Say why, for whoever asks later.')
      .max(REASON_LENGTH_MAX, `A reason has at most ${REASON_LENGTH_MAX} characters.`),
  })
  .refine(({ noEnd, lastDay }) => noEnd || isDay(lastDay), {
    path: ['lastDay'],
    message: 'Choose the last day.',
  })
export type HandGrantInput = z.infer<typeof handGrantSchema>

export const endHandGrantSchema = z.object({
  employeeId: z.string().min(1).max(64),
  accessGroupId: z.string().min(1).max(64),
})
export type EndHandGrantInput = z.infer<typeof endHandGrantSchema>

/** Of two with one e-mail: who waits, and whom an administrator takes for the same person. */
export const samePersonSchema = z.object({
  employeeId: z.string().min(1).max(64),
  otherId: z.string().min(1).max(64),
})
export type SamePersonInput = z.infer<typeof samePersonSchema>

const OPERANDS_MAX = 50
const VALUES_MAX = 200
const VALUE_LENGTH_MAX = 500
const ID_LENGTH_MAX = 100

const values = z.array(z.string().max(VALUE_LENGTH_MAX)).max(VALUES_MAX)

/** *What would change if…*: other values of one person, by operand; `group` holds ids of groups. */
export const whatIfSchema = z.object({
  employeeId: z.string().max(ID_LENGTH_MAX),
  values: z
    .record(z.string().max(VALUE_LENGTH_MAX), values)
    .refine((all) => Object.keys(all).length <= OPERANDS_MAX),
})
export type WhatIfInput = z.infer<typeof whatIfSchema>

/** A value that some rule asks for, as the person has it, and what else it could be. */
export interface WhatIfField {
  operand: string
  label: string
  kind: 'texts' | 'listed' | 'yesNo'
  /** What the person has, as Entra sent it; ids for groups and people. */
  values: string[]
  suggestions: { value: string; label: string }[]
}

/** What the rules would say, against what they say today. Nothing of it is stored. */
export interface WhatIfResult {
  /** Properties where anything would be different. */
  places: WhatIfPlace[]
  /** Why no value changes anything, when it does not. */
  blocked: string | null
}

export interface WhatIfPlace {
  propertyId: string
  property: string
  accessGroups: { gained: string[]; lost: string[] }
  doors: { gained: string[]; lost: string[] }
  role: { before: string | null; after: string | null } | null
  key: 'made' | 'ended' | null
}

/** The rule that comes closest to covering somebody whom none covers. */
export interface ListedClosest {
  employeeId: string
  ruleId: string
  rule: string
  property: string
  match: 'all' | 'any'
  /** What stands in the way, each with the person's own value; with *any*, one of them. */
  lacks: string[]
}

/** Somebody in the directory who has an e-mail that was typed for somebody else. */
export interface AddressHolder {
  id: string
  name: string
}

/** How many access groups and keys come and go with what was typed of a person. */
export interface TypedEffect {
  given: number
  taken: number
  keysIssued: number
  keysRevoked: number
}

export type AddedPerson =
  | { kind: 'added'; employeeId: string; effect: TypedEffect }
  | { kind: 'taken'; holder: AddressHolder }

export type EditedPerson =
  | { kind: 'saved' }
  | { kind: 'clash'; clashes: EditClash<EditableDetail | 'primaryEmail'>[] }
  | { kind: 'taken'; holder: AddressHolder }
  /** What it would do; nothing was changed. */
  | { kind: 'asks'; effect: TypedEffect }
