import type { Condition, Conditions, SingleCondition } from './condition'
import type { ConditionResult } from './evaluate'
import { operandOf } from './operands'
import { operatorOf } from './operators'

/** Names for ids that stand in conditions: groups and managers. An unknown id is shown as it is. */
export type NameOf = (id: string) => string | undefined

const VALUES_SHOWN_MAX = 6
/** Stands for a condition that this version does not know; nobody meets it. */
const UNREADABLE = 'a condition that cannot be read any more'

/** "Department is any of Engineering, Design and Country is any of US". */
export function describeConditions(conditions: Conditions, nameOf: NameOf): string {
  const joint = conditions.match === 'all' ? ' and ' : ' or '
  return conditions.conditions.map((condition) => describeCondition(condition, nameOf)).join(joint)
}

export function describeCondition(condition: Condition, nameOf: NameOf): string {
  if (condition.kind === 'condition') return describeSingle(condition, nameOf)
  const joint = condition.match === 'all' ? ' and ' : ' or '
  return `(${condition.conditions.map((one) => describeSingle(one, nameOf)).join(joint)})`
}

function describeSingle(condition: SingleCondition, nameOf: NameOf): string {
  const operand = operandOf(condition.operand)
  if (!operand) return UNREADABLE
  const { label } = operand
  const { label: operator, takes } = operatorOf(condition.operator)
  if (takes === 'none') return `${label} ${operator}`
  return `${label} ${operator} ${describeValues(condition, nameOf)}`
}

function describeValues(condition: SingleCondition, nameOf: NameOf): string {
  const named = condition.values.map((value) => nameOf(value) ?? value)
  return condition.operator === 'between' ? named.join(' and ') : listed(named)
}

function listed(values: string[]): string {
  const shown = values.slice(0, VALUES_SHOWN_MAX).join(', ')
  const more = values.length - VALUES_SHOWN_MAX
  return more > 0 ? `${shown} and ${more} more` : shown
}

/** "Country is Canada; the rule asks: is any of US": one condition with the person's real value. */
export function describeResult(
  { condition }: ConditionResult,
  { nameOf, actual }: { nameOf: NameOf; actual: string[] },
): string {
  const operand = operandOf(condition.operand)
  if (!operand) return UNREADABLE
  const { label } = operand
  const has = actual.length > 0 ? listed(actual.map((one) => nameOf(one) ?? one)) : '(empty)'
  const rule = describeSingle(condition, nameOf).slice(label.length + 1)
  return `${label} is ${has}; the rule asks: ${rule}`
}
