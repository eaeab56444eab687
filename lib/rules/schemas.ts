import { z } from 'zod'
import { conditionsSchema, isStorable } from './engine/condition'

/** What the rule editor sends; browser and server check the same. */
export const RULE_NAME_LENGTH_MAX = 60
const ACCESS_GROUPS_MAX = 20
/** Each rule is a branch of the one statement that decides people, and a card on the screen. */
export const RULES_PER_PROPERTY_MAX = 100

const id = z.string().min(1).max(64)

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
})
export type RuleInput = z.infer<typeof ruleSchema>

export const ruleIdSchema = z.object({ ruleId: id })

export const moveRuleSchema = z.object({ ruleId: id, direction: z.enum(['up', 'down']) })
export type MoveRuleInput = z.infer<typeof moveRuleSchema>
