import { z } from 'zod'
import { DAYS_MAX, isDay, isDayCount } from './dates'
import { foldText } from './fold'
import { foldValue } from './fold-value'
import { type Operand, operandOf } from './operands'
import {
  acceptsOperator,
  isNumber,
  isNumberTest,
  type OperatorId,
  operatorIds,
  operatorOf,
} from './operators'
import { patternProblem } from './pattern'

/**
 * A rule's conditions: the stored JSON, the form's type and the engine's input are this one thing.
 * One nested group is allowed and drawn as an indented box (product.md 4.3). Rules from before may
 * hold several; they are read and decided as they are, and saved again with one.
 */
export const VALUE_LENGTH_MAX = 256
/** A pasted list of departments or groups; beyond it an Entra group is the better tool. */
export const VALUES_MAX = 500
/** Those of a nested group count too: each is a handful of parameters of one SQL statement. */
export const CONDITIONS_MAX = 50

/** More boxes than one say what two rules say better. */
const GROUPS_MAX = 1

/** Postgres holds neither NUL nor half a character. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

const value = z
  .string()
  .max(VALUE_LENGTH_MAX, `A value has at most ${VALUE_LENGTH_MAX} characters.`)
  .refine(isStorable, 'This holds a character that cannot be stored.')
  .refine((text) => foldText(text) !== '', 'Give a value.')

const singleCondition = z
  .object({
    kind: z.literal('condition'),
    operand: z.string().min(1, 'Choose what to look at.').max(400).refine(isStorable),
    operator: z.enum(operatorIds, 'Choose an operator.'),
    values: z.array(value).max(VALUES_MAX, `At most ${VALUES_MAX} values.`),
  })
  .superRefine((condition, context) => {
    const problem = problemOf(condition)
    if (problem)
      context.addIssue({ code: 'custom', path: [problem.field], message: problem.message })
  })

const match = z.enum(['all', 'any'])

const conditionGroup = z.object({
  kind: z.literal('group'),
  match,
  conditions: z.array(singleCondition).min(1).max(CONDITIONS_MAX),
})

const condition = z.discriminatedUnion('kind', [singleCondition, conditionGroup])

/** What may be asked of people: also a rule from before, with several boxes. */
export const askedConditionsSchema = z.object({
  match,
  conditions: z
    .array(condition)
    .min(1, 'A rule has at least one condition.')
    .refine((list) => leavesOf(list).length <= CONDITIONS_MAX, {
      message: `A rule has at most ${CONDITIONS_MAX} conditions.`,
    }),
})

/** What may be saved. */
export const conditionsSchema = askedConditionsSchema.refine(
  ({ conditions }) => conditions.filter((one) => one.kind === 'group').length <= GROUPS_MAX,
  { path: ['conditions'], message: 'A rule has one group of conditions within it at most.' },
)

export type SingleCondition = z.infer<typeof singleCondition>
export type ConditionGroup = z.infer<typeof conditionGroup>
export type Condition = SingleCondition | ConditionGroup
export type Conditions = z.infer<typeof askedConditionsSchema>

/** What a matching rule gives (D22 to D24). */
export interface Outcome {
  accessGroupIds: string[]
  roleId: string
  mobileKey: boolean
}

/** Asks for what does not exist, so nobody meets it. */
const unreadable: SingleCondition = {
  kind: 'condition',
  operand: 'unreadable',
  operator: 'isEmpty',
  values: [],
}

const storedConditions = z
  .object({
    match,
    conditions: z
      .array(
        z.union([
          conditionGroup.extend({ conditions: z.array(singleCondition.catch(unreadable)).min(1) }),
          singleCondition.catch(unreadable),
        ]),
      )
      .min(1),
  })
  .catch({ match: 'all', conditions: [unreadable] })

/**
 * Conditions as stored, perhaps by another version. Nothing in them can stop a decision, because a
 * leaver's might wait for it; a condition that cannot be read is never met (product.md 0.1 to 0.3).
 */
export function readConditions(stored: unknown): Conditions {
  return storedConditions.parse(stored)
}

/** The single conditions, those of nested groups in their place. */
export function leavesOf(conditions: readonly Condition[]): SingleCondition[] {
  return conditions.flatMap((one) => (one.kind === 'group' ? one.conditions : [one]))
}

/** The ids of the groups that the conditions name, also to leave their members out. */
export function groupsIn({ conditions }: Conditions): string[] {
  const naming = leavesOf(conditions).filter(({ operand }) => operand === 'group')
  return [...new Set(naming.flatMap(({ values }) => values))]
}

interface Problem {
  field: 'operand' | 'operator' | 'values'
  message: string
}

function problemOf(condition: {
  operand: string
  operator: OperatorId
  values: string[]
}): Problem | undefined {
  const operand = operandOf(condition.operand)
  if (!operand) return { field: 'operand', message: 'Choose what to look at.' }
  if (!acceptsOperator(operand.type, condition.operator)) {
    return { field: 'operator', message: `Choose an operator for ${operand.label}.` }
  }
  const message =
    valuesProblem(condition.operator, condition.values) ?? testProblem(operand, condition)
  return message ? { field: 'values', message } : undefined
}

function valuesProblem(operator: OperatorId, values: string[]): string | undefined {
  switch (operatorOf(operator).takes) {
    case 'none':
      return values.length > 0 ? 'This operator takes no value.' : undefined
    case 'one':
      return values.length === 1 ? undefined : 'Give one value.'
    case 'two':
      return values.length === 2 ? undefined : 'Give two values.'
    case 'many':
      return values.length > 0 ? undefined : 'Give at least one value.'
  }
}

/** A value that could never be met is told while the rule is written. */
function testProblem(
  operand: Operand,
  { operator, values }: { operator: OperatorId; values: string[] },
): string | undefined {
  const { test } = operatorOf(operator)
  const folded = values.map((one) => foldValue(operand.id, one))
  switch (test) {
    case 'equals':
    case 'contains':
    case 'starts':
    case 'ends':
      return undefined
    case 'domain':
      return folded.map(withoutAt).every((domain) => domain !== '' && !domain.includes('@'))
        ? undefined
        : 'Give a domain, such as contoso.com.'
    case 'pattern':
      return values.map((one) => patternProblem(one)).find((problem) => problem !== undefined)
    case 'on':
    case 'before':
    case 'onOrAfter':
      return folded.every(isDay) ? undefined : 'Give a date as year-month-day, such as 2026-11-26.'
    case 'nextDays':
    case 'lastDays':
      return folded.every(isDayCount) ? undefined : `Give a number of days from 1 to ${DAYS_MAX}.`
    default:
      return numbersProblem(folded)
  }
}

function numbersProblem(folded: string[]): string | undefined {
  if (!folded.every(isNumber)) return 'Give a number of at most 15 digits, such as 12 or 3.5.'
  const [low = '', high = low] = folded
  return Number(low) > Number(high) ? 'Give the smaller number first.' : undefined
}

/**
 * The wanted values as they are compared: folded like the facts, without repetition and never
 * empty, since every text contains an empty one. Ids of groups and patterns stay as they are.
 */
export function wantedValues(condition: SingleCondition, operand: Operand): string[] {
  if (condition.operator === 'isYes') return ['true']
  if (condition.operator === 'isNo') return ['false']
  const { test } = operatorOf(condition.operator)
  if (operand.type === 'groups' || test === 'pattern') return [...new Set(condition.values)]
  const folded = condition.values.map((one) => foldValue(operand.id, one))
  // Two bounds stay two, though they be equal.
  if (isNumberTest(test)) return folded
  const spelled = test === 'domain' ? folded.map(withoutAt) : folded
  return [...new Set(spelled)].filter(Boolean)
}

function withoutAt(domain: string): string {
  return domain.replace(/^@/, '')
}
