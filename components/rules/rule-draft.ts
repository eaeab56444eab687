import { z } from 'zod'
import type { SingleCondition } from '@/lib/rules/engine/condition'
import { type OperatorId, operatorIds, operatorOf } from '@/lib/rules/engine/operators'
import { type RuleInput, ruleSchema } from '@/lib/rules/schemas'
import type { RulesView, RuleView } from './rules-view'

/**
 * The form's own shape of a rule: values as the text that is typed, yes and no as words. What is
 * checked is the engine's schema, so the form cannot be satisfied with what the engine refuses.
 */
const draftCondition = z.object({
  operand: z.string(),
  operator: z.enum(operatorIds),
  text: z.string().max(20_000, 'That is too long a list.'),
})

export const ruleDraftSchema = z
  .object({
    name: z.string(),
    match: z.enum(['all', 'any']),
    conditions: z.array(draftCondition),
    accessGroupIds: z.array(z.string()),
    roleId: z.string(),
    mobileKey: z.enum(['yes', 'no']),
  })
  .superRefine((draft, context) => {
    const checked = ruleSchema.safeParse(
      toRuleInput(draft, { propertyId: 'checked', rule: undefined }),
    )
    for (const issue of checked.error?.issues ?? []) {
      context.addIssue({ code: 'custom', message: issue.message, path: draftPath(issue.path) })
    }
  })
export type RuleDraft = z.infer<typeof ruleDraftSchema>
export type DraftCondition = z.infer<typeof draftCondition>

export const newCondition = (): DraftCondition => ({ operand: '', operator: 'is', text: '' })

const everyone: DraftCondition = { operand: 'active', operator: 'isYes', text: '' }

/** A rule as the form edits it. The form makes no nested groups; one made elsewhere would be shown flat. */
export function draftOf(rule: RuleView | undefined, view: RulesView): RuleDraft {
  if (!rule) {
    return {
      name: '',
      match: 'all',
      conditions: [view.startsWithEveryone ? everyone : newCondition()],
      accessGroupIds: [],
      roleId: view.roles.find((role) => role.key === 'user')?.id ?? '',
      mobileKey: view.keyDefault ? 'yes' : 'no',
    }
  }
  return {
    name: rule.name,
    match: rule.conditions.match,
    conditions: rule.conditions.conditions.flatMap((condition) =>
      (condition.kind === 'condition' ? [condition] : condition.conditions).map(toDraftCondition),
    ),
    accessGroupIds: rule.accessGroupIds,
    roleId: rule.roleId,
    mobileKey: rule.mobileKey ? 'yes' : 'no',
  }
}

function toDraftCondition({ operand, operator, values }: SingleCondition): DraftCondition {
  return { operand, operator, text: values.join('\n') }
}

export function toRuleInput(
  draft: RuleDraft,
  { propertyId, rule }: { propertyId: string; rule: RuleView | undefined },
): RuleInput {
  return {
    propertyId,
    ...(rule ? { ruleId: rule.id, version: rule.version } : {}),
    name: draft.name,
    conditions: {
      match: draft.match,
      conditions: draft.conditions.map((condition) => ({
        kind: 'condition' as const,
        operand: condition.operand,
        operator: condition.operator,
        values: valuesOf(condition.operator, condition.text),
      })),
    },
    accessGroupIds: draft.accessGroupIds,
    roleId: draft.roleId,
    mobileKey: draft.mobileKey === 'yes',
  }
}

/** "is any of" takes pasted lists: commas, semicolons and new lines part them (product.md 4.2). */
export function valuesOf(operator: OperatorId, text: string): string[] {
  const { takes } = operatorOf(operator)
  if (takes === 'none') return []
  if (takes === 'one') return text.trim() === '' ? [] : [text.trim()]
  return text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
}

/** The engine's path of a problem in the form's own shape. */
function draftPath(path: PropertyKey[]): PropertyKey[] {
  const [first, second, index, field] = path
  if (first !== 'conditions') return [...path]
  if (second === 'match') return ['match']
  if (second !== 'conditions' || index === undefined) return ['conditions']
  return ['conditions', index, field === 'values' ? 'text' : (field ?? 'operand')]
}
