import { z } from 'zod'
import { foldText } from './fold'
import { type Operand, operandOf } from './operands'
import { type OperatorId, operatorIds, operatorOf, operatorsOfType } from './operators'

/**
 * A rule's conditions: the stored JSON, the form's type and the engine's input are this one thing.
 * One level of nesting is allowed and drawn as an indented box.
 */
export const VALUE_LENGTH_MAX = 256
/** A pasted list of departments or groups; beyond it an Entra group is the better tool. */
export const VALUES_MAX = 500
export const CONDITIONS_MAX = 50

const value = z
  .string()
  .max(VALUE_LENGTH_MAX, `A value has at most ${VALUE_LENGTH_MAX} characters.`)
  .refine((text) => foldText(text) !== '', 'Give a value.')

const singleCondition = z
  .object({
    kind: z.literal('condition'),
    operand: z.string().min(1, 'Choose what to look at.').max(400),
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

export const conditionsSchema = z.object({
  match,
  conditions: z
    .array(z.discriminatedUnion('kind', [singleCondition, conditionGroup]))
    .min(1, 'A rule has at least one condition.')
    .max(CONDITIONS_MAX, `A rule has at most ${CONDITIONS_MAX} conditions.`),
})

export type SingleCondition = z.infer<typeof singleCondition>
export type ConditionGroup = z.infer<typeof conditionGroup>
export type Condition = SingleCondition | ConditionGroup
export type Conditions = z.infer<typeof conditionsSchema>

/** What a matching rule gives (D22 to D24). */
export interface Outcome {
  accessGroupIds: string[]
  roleId: string
  mobileKey: boolean
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
  if (!operatorsOfType[operand.type].includes(condition.operator)) {
    return { field: 'operator', message: `Choose an operator for ${operand.label}.` }
  }
  const message = valuesProblem(condition.operator, condition.values)
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

/**
 * The wanted values as they are compared: folded, without repetition. Group and manager ids are
 * compared as they are.
 */
export function wantedValues(condition: SingleCondition, operand: Operand): string[] {
  if (condition.operator === 'isYes') return ['true']
  if (condition.operator === 'isNo') return ['false']
  if (operand.type === 'groups') return [...new Set(condition.values)]
  const folded = condition.values.map(foldText)
  const domain = operatorOf(condition.operator).test === 'domain'
  return [...new Set(domain ? folded.map((text) => text.replace(/^@/, '')) : folded)]
}
