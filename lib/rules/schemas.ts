import { z } from 'zod'
import {
  askedConditionsSchema,
  type Conditions,
  conditionsSchema,
  isStorable,
} from './engine/condition'

/** What the rules screen sends; browser and server check the same. */
export const RULE_NAME_LENGTH_MAX = 60
const ACCESS_GROUPS_MAX = 20
/** Each rule is a branch of the one statement that decides people, and a card on the screen. */
export const RULES_PER_PROPERTY_MAX = 100
/** Beyond a handful, an exception is a condition of its own. */
const LEFT_OUT_MAX = 50
const REASON_LENGTH_MAX = 200
/** What one request may change at once: each property is a transaction of its own. */
const PROPERTIES_MAX = 200

const id = z.string().min(1).max(64)

/** A person whom a rule skips although the conditions fit; other rules still count (product.md 4.4). */
export const leftOutSchema = z.object({
  employeeId: id,
  reason: z
    .string()
    .trim()
    .min(1, 'Say why, for whoever reads this later.')
    .max(REASON_LENGTH_MAX, `A reason has at most ${REASON_LENGTH_MAX} characters.`)
    .refine(isStorable, 'This holds a character that cannot be stored.'),
  /** ISO 8601; from then on the rule counts again by itself. Null: until somebody lifts it. */
  until: z.iso.datetime({ offset: true }).nullable(),
})
export type LeftOut = z.infer<typeof leftOutSchema>

export const ruleSchema = z.object({
  propertyId: id,
  /** Absent for a new rule. */
  ruleId: id.optional(),
  /** What was edited, so that a save over somebody else's change is noticed. */
  version: z.number().int().optional(),
  name: z
    .string()
    .transform((text) => text.trim().replace(/\s+/gu, ' '))
    .pipe(
      z
        .string()
        .min(1, 'Give the rule a name.')
        .max(RULE_NAME_LENGTH_MAX, `A name has at most ${RULE_NAME_LENGTH_MAX} characters.`)
        .refine(isStorable, 'This name holds a character that cannot be stored.'),
    ),
  conditions: conditionsSchema,
  accessGroupIds: z
    .array(id)
    .min(1, 'Choose an access group.')
    .max(ACCESS_GROUPS_MAX, `At most ${ACCESS_GROUPS_MAX} access groups.`),
  roleId: z.string().min(1, 'Choose a role.').max(64),
  mobileKey: z.boolean(),
  /** Absent: whoever is left out stays left out. */
  leftOut: z
    .array(leftOutSchema)
    .max(LEFT_OUT_MAX, `At most ${LEFT_OUT_MAX} people.`)
    .refine((list) => new Set(list.map((one) => one.employeeId)).size === list.length, {
      message: 'Somebody is left out twice.',
    })
    .optional(),
})
export type RuleInput = z.infer<typeof ruleSchema>

export const ruleIdSchema = z.object({ ruleId: id })

export const moveRuleSchema = z.object({ ruleId: id, direction: z.enum(['up', 'down']) })
export type MoveRuleInput = z.infer<typeof moveRuleSchema>

/** A draft may still lack its access group; everything else is checked as in the rule itself. */
export const draftSchema = ruleSchema.extend({
  accessGroupIds: z.array(id).max(ACCESS_GROUPS_MAX),
  /** The draft that was opened, so that two people do not write over each other's. */
  revision: z.number().int().optional(),
})
export type DraftInput = z.infer<typeof draftSchema>

/** A draft beside its live rule, which keeps working; for a rule that does not exist yet, alone. */
export interface RuleDraftView {
  /** The rule's id, also of a rule that is yet to come. */
  ruleId: string
  propertyId: string
  /** The live rule's version that the draft began from; null for a new rule. */
  baseVersion: number | null
  /** The live rule was changed since then: show both. */
  outdated: boolean
  revision: number
  content: RuleContent
  madeBy: string
  /** ISO 8601. */
  updatedAt: string
}

/** A rule as drafts, versions and the two sides of a clash keep it. */
export interface RuleContent {
  name: string
  conditions: Conditions
  accessGroupIds: string[]
  roleId: string
  mobileKey: boolean
  enabled: boolean
  leftOut: LeftOut[]
}

/** Where an access group of a copied rule leads: to one of the property's own, or to a new one of its name. */
export const groupChoiceSchema = z.object({
  fromId: id,
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('existing'), accessGroupId: id }),
    /** Made with the apply; its doors are those of the same name. */
    z.object({ kind: z.literal('new') }),
  ]),
})
export type GroupChoice = z.infer<typeof groupChoiceSchema>

/** Everything that can happen to the rules of one property: each is previewed, applied and versioned alike. */
export const ruleChangeSchema = z.discriminatedUnion('kind', [
  /** A new or edited rule. */
  z.object({ kind: z.literal('rule'), rule: ruleSchema }),
  /** All drafts of the property, or one of them. */
  z.object({ kind: z.literal('drafts'), ruleIds: z.array(id).min(1).optional() }),
  z.object({ kind: z.literal('delete'), ruleId: id, version: z.number().int().optional() }),
  z.object({
    kind: z.literal('switch'),
    ruleId: id,
    enabled: z.boolean(),
    version: z.number().int().optional(),
  }),
  /** The whole new order. */
  z.object({ kind: z.literal('order'), ruleIds: z.array(id).min(1).max(RULES_PER_PROPERTY_MAX) }),
  z.object({ kind: z.literal('restore'), version: z.number().int().positive() }),
  /** Rules of another property, added at the end; those of the same name are replaced. */
  z.object({
    kind: z.literal('copy'),
    ruleIds: z.array(id).min(1).max(RULES_PER_PROPERTY_MAX),
    groups: z.array(groupChoiceSchema).max(500),
  }),
])
export type RuleChange = z.infer<typeof ruleChangeSchema>

/** What happens to keys when a rule's answer flips (product.md 4.5): the first of each is the default. */
export const keyChoicesSchema = z.object({
  /** Yes to No: new keys stop; or those that exist end too. */
  stopped: z.enum(['keep', 'revoke']),
  /** No to Yes: new people only; or also those who match today. */
  started: z.enum(['newcomers', 'everyone']),
})
export type KeyChoices = z.infer<typeof keyChoicesSchema>
export const carefulKeys: KeyChoices = { stopped: 'keep', started: 'newcomers' }

export const previewSchema = z.object({
  propertyId: id,
  change: ruleChangeSchema,
  keys: keyChoicesSchema.optional(),
})
export type PreviewInput = z.infer<typeof previewSchema>

/** Who matches depends on the conditions and on who is left out alone. */
const countSchema = z.object({
  propertyId: id,
  ruleId: id.optional(),
  conditions: askedConditionsSchema,
  leftOut: z.array(leftOutSchema).max(LEFT_OUT_MAX).optional(),
})
export type CountInput = z.infer<typeof countSchema>

export const tryPersonSchema = z.object({
  propertyId: id,
  rule: countSchema.omit({ propertyId: true }),
  /** From a chosen suggestion, or what was typed. */
  person: z.union([
    z.object({ employeeId: id }),
    z.object({ search: z.string().trim().min(1).max(100) }),
  ]),
})
export type TryPersonInput = z.infer<typeof tryPersonSchema>

export const applySchema = previewSchema.extend({
  /** Typed by hand where more people lose something than the guard lets pass (product.md 4.5). */
  confirmLosses: z.number().int().nonnegative().optional(),
  /** The property's version that the preview looked at, so that nothing newer is written over. */
  previewed: z.number().int().nonnegative().optional(),
})
export type ApplyInput = z.infer<typeof applySchema>

export const copyPlanSchema = z.object({
  fromPropertyId: id,
  ruleIds: z.array(id).min(1).max(RULES_PER_PROPERTY_MAX),
  propertyIds: z.array(id).min(1).max(PROPERTIES_MAX),
})
export type CopyPlanInput = z.infer<typeof copyPlanSchema>

export const comparePropertiesSchema = z.object({ leftId: id, rightId: id })
export type ComparePropertiesInput = z.infer<typeof comparePropertiesSchema>

/** Of all rules of a property, or of one. */
export const versionsSchema = z.object({ propertyId: id, ruleId: id.optional() })
export type VersionsInput = z.infer<typeof versionsSchema>
export const compareVersionsSchema = z.object({
  propertyId: id,
  from: z.number().int().positive(),
  to: z.number().int().positive(),
})
export type CompareVersionsInput = z.infer<typeof compareVersionsSchema>

export const starterIds = ['everyone', 'employees', 'contractors', 'itAdmin'] as const
export type StarterId = (typeof starterIds)[number]
export const startersSchema = z.object({
  propertyId: id,
  starters: z.array(z.enum(starterIds)).min(1, 'Choose a starter.'),
})
export type StartersInput = z.infer<typeof startersSchema>

export type DraftAnswer =
  | { kind: 'saved'; ruleId: string; revision: number }
  | { kind: 'clash'; ruleId: string; theirs: RuleContent & { by: string; at: string } }

export interface RuleVersion {
  number: number
  by: string
  at: string
  /** The difference to the one before, a sentence each. */
  difference: string[]
  gained: number
  lost: number
  current: boolean
}

/** Two lists of rules side by side, matched by name. */
export interface RulesComparison {
  left: { title: string }
  right: { title: string }
  rows: {
    name: string
    left: ComparedRule | null
    right: ComparedRule | null
    /** What differs, a sentence each; empty where both are the same. */
    differences: string[]
  }[]
}

export interface ComparedRule {
  position: number
  words: string
  accessGroups: string[]
  role: string
  mobileKey: boolean
  enabled: boolean
  leftOut: string[]
}

/** Before rules are copied: which access groups of theirs each property has by the same name. */
export interface CopyPlan {
  propertyId: string
  property: string
  groups: {
    fromId: string
    name: string
    /** Null: choose one of the property's, or make one. */
    matched: { accessGroupId: string; name: string } | null
    /** How many of the property's doors a new one would have: those named like its own. */
    doorsIfMade: number
  }[]
  /** Rules of the same name, which the copy replaces. */
  replaces: string[]
}
