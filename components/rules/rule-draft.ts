import { z } from 'zod'
import { splitAt } from '@/components/ui/split-at'
import type { Condition, Conditions, SingleCondition } from '@/lib/rules/engine/condition'
import { addDays, dayAt, startOfDay } from '@/lib/rules/engine/dates'
import { operandOf } from '@/lib/rules/engine/operands'
import { operatorIds, operatorOf } from '@/lib/rules/engine/operators'
import { type RuleContent, type RuleInput, ruleSchema } from '@/lib/rules/schemas'
import type { LeftOutView, PropertyView, RulesView } from './rules-view'

const match = z.enum(['all', 'any'])

/**
 * The form's own shape of a rule. Every condition stands in a block: alone, or with others in the
 * indented box of a nested group, so that one path leads to each. What is checked is the engine's
 * schema, so the form cannot be satisfied with what the engine refuses.
 */
const draftCondition = z.object({
  operand: z.string(),
  operator: z.enum(operatorIds),
  values: z.array(z.string()),
  /** Typed and not a value yet; it counts, so that nothing typed is lost. */
  text: z.string().max(20_000, 'That is too long a list.'),
})

const draftBlock = z.object({
  boxed: z.boolean(),
  match,
  conditions: z.array(draftCondition),
})

/** The last day is the property's own; without one, until somebody lifts it. */
const draftLeftOut = z.object({
  employeeId: z.string(),
  name: z.string(),
  reason: z.string(),
  until: z.string(),
})

export const ruleDraftSchema = z
  .object({
    name: z.string(),
    match,
    blocks: z.array(draftBlock),
    accessGroupIds: z.array(z.string()),
    roleId: z.string(),
    mobileKey: z.enum(['yes', 'no']),
    leftOut: z.array(draftLeftOut),
  })
  .superRefine((draft, context) => {
    const checked = ruleSchema.safeParse(toRuleInput(draft, { id: 'checked', timeZone: 'UTC' }))
    for (const { path, message } of unknownNames(draft)) {
      context.addIssue({ code: 'custom', message, path })
    }
    for (const issue of checked.error?.issues ?? []) {
      context.addIssue({
        code: 'custom',
        message: issue.message,
        path: draftPath(issue.path, draft),
      })
    }
  })
export type RuleDraft = z.infer<typeof ruleDraftSchema>

/** The same, and its name is no other rule's; `taken` says what is wrong with one that is. */
export function ruleDraftWithFreeName(taken: (name: string) => string | undefined) {
  return ruleDraftSchema.superRefine(({ name }, context) => {
    const message = taken(name)
    if (message !== undefined) context.addIssue({ code: 'custom', message, path: ['name'] })
  })
}
export type DraftCondition = z.infer<typeof draftCondition>
/** Where one condition stands in the form. */
export type ConditionPath = `blocks.${number}.conditions.${number}`
export type DraftBlock = z.infer<typeof draftBlock>

/** A rule's content with the names of whom it leaves out. */
export type EditedContent = Omit<RuleContent, 'leftOut' | 'enabled'> & { leftOut: LeftOutView[] }

export const newCondition = (): DraftCondition => ({
  operand: '',
  operator: 'is',
  values: [],
  text: '',
})

export const newBlock = (condition = newCondition()): DraftBlock => ({
  boxed: false,
  match: 'any',
  conditions: [condition],
})

const everyone: DraftCondition = { operand: 'active', operator: 'isYes', values: [], text: '' }

/** What the form opens with: a live rule, a draft, or the choices of *Before you start*. */
export function draftOf(
  content: EditedContent | undefined,
  { view, timeZone }: { view: RulesView; timeZone: string },
): RuleDraft {
  if (!content) {
    return {
      name: '',
      match: 'all',
      blocks: [newBlock(view.startsWithEveryone ? everyone : newCondition())],
      accessGroupIds: [],
      // A role of one's own may be based on User, and stand before it.
      roleId: view.roles.find((role) => role.builtIn && role.key === 'user')?.id ?? '',
      mobileKey: view.keyDefault ? 'yes' : 'no',
      leftOut: [],
    }
  }
  return {
    name: content.name,
    match: content.conditions.match,
    blocks: content.conditions.conditions.map(toBlock),
    accessGroupIds: content.accessGroupIds,
    roleId: content.roleId,
    mobileKey: content.mobileKey ? 'yes' : 'no',
    leftOut: content.leftOut.map(({ until, ...one }) => ({
      ...one,
      until: until === null ? '' : lastDayBefore(until, timeZone),
    })),
  }
}

export function toBlock(condition: Condition): DraftBlock {
  if (condition.kind === 'condition') return newBlock(toDraftCondition(condition))
  return {
    boxed: true,
    match: condition.match,
    conditions: condition.conditions.map(toDraftCondition),
  }
}

function toDraftCondition({ operand, operator, values }: SingleCondition): DraftCondition {
  return { operand, operator, values, text: '' }
}

export function toRuleInput(
  draft: RuleDraft,
  property: Pick<PropertyView, 'id' | 'timeZone'>,
): RuleInput {
  return {
    propertyId: property.id,
    name: draft.name,
    conditions: toConditions(draft),
    accessGroupIds: draft.accessGroupIds,
    roleId: draft.roleId,
    mobileKey: draft.mobileKey === 'yes',
    leftOut: draft.leftOut.map(({ employeeId, reason, until }) => ({
      employeeId,
      reason,
      until: until === '' ? null : startOfDay(addDays(until, 1), property.timeZone),
    })),
  }
}

function lastDayBefore(until: string, timeZone: string): string {
  return dayAt(new Date(Date.parse(until) - 1), timeZone)
}

export function toConditions(draft: Pick<RuleDraft, 'match' | 'blocks'>): Conditions {
  return {
    match: draft.match,
    conditions: draft.blocks.flatMap((block): Condition[] => {
      const conditions = block.conditions.map(toCondition)
      return block.boxed ? [{ kind: 'group', match: block.match, conditions }] : conditions
    }),
  }
}

function toCondition(condition: DraftCondition): SingleCondition {
  const { operand, operator } = condition
  return { kind: 'condition', operand, operator, values: valuesOf(condition) }
}

/** How many values each operator keeps; a draft keeps the others, for whoever changes it back. */
function valuesOf({ operand, operator, values, text }: DraftCondition): string[] {
  const typed = isNamed(operand) ? [] : splitValues(text)
  const filled = [...values, ...typed].filter((value) => value.trim() !== '')
  switch (operatorOf(operator).takes) {
    case 'none':
      return []
    case 'one':
      return filled.slice(0, 1)
    case 'two':
      return filled.slice(0, 2)
    case 'many':
      return filled
  }
}

/** "is any of" takes pasted lists: commas, semicolons and new lines part them (product.md 4.2). */
export const VALUE_BREAKS = ',;\n'
export const splitValues = (text: string) => splitAt(text, VALUE_BREAKS)

/** Names hold commas, "Chen, Maya", so a comma parts nothing there. */
export const NAME_BREAKS = ';\n'
export const splitNames = (text: string) => splitAt(text, NAME_BREAKS)

/** Whether values are ids that people know by a name, so that free text means nothing. */
export function isNamed(operandId: string): boolean {
  const type = operandOf(operandId)?.type
  return type === 'groups' || type === 'person'
}

/** A name that no group or person has would silently be left out of the rule. */
function unknownNames({ blocks }: RuleDraft) {
  return blocks.flatMap((block, index) =>
    block.conditions.flatMap(({ operand, operator, text }, place) => {
      if (!isNamed(operand) || text.trim() === '' || operatorOf(operator).takes === 'none') {
        return []
      }
      const path = ['blocks', index, 'conditions', place, 'values']
      const names = splitNames(text).map((name) => `“${name}”`)
      const list = new Intl.ListFormat('en', { type: 'disjunction' }).format(names)
      return [
        { path, message: `Choose what is meant: no single one from Entra is called ${list}.` },
      ]
    }),
  )
}

/** The engine's path of a problem in the form's own shape. */
export function draftPath(path: PropertyKey[], { blocks }: RuleDraft): PropertyKey[] {
  const [first, second, third, ...rest] = path
  if (first !== 'conditions') return [...path]
  if (second === 'match') return ['match']
  if (second !== 'conditions' || typeof third !== 'number') return ['blocks']
  const block = ['blocks', third]
  if (blocks[third]?.boxed) {
    const [name, place, field] = rest
    return name === 'conditions' && typeof place === 'number'
      ? [...block, 'conditions', place, field ?? 'operand']
      : block
  }
  return [...block, 'conditions', 0, rest[0] ?? 'operand']
}
