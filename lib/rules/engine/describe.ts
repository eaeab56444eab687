import type { Condition, Conditions, SingleCondition } from './condition'
import type { ConditionResult, Doubt } from './evaluate'
import { type Operand, operandOf } from './operands'
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
  return `${operand.label} ${describeQuestion(condition, nameOf)}`
}

/** "is any of US", "is within the next 7 days": the condition without what it looks at. */
function describeQuestion(condition: SingleCondition, nameOf: NameOf): string {
  const { label, takes } = operatorOf(condition.operator)
  if (takes === 'none') return label
  const values = describeValues(condition, nameOf)
  return / N /.test(label) ? label.replace(' N ', ` ${values} `) : `${label} ${values}`
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
  { condition, actual, doubt }: ConditionResult,
  nameOf: NameOf,
): string {
  const operand = operandOf(condition.operand)
  if (!operand) return UNREADABLE
  const question = describeQuestion(condition, nameOf)
  return `${operand.label} ${describeActual({ operand, actual, doubt }, nameOf)}; the rule asks: ${question}`
}

function describeActual(
  { operand, actual, doubt }: { operand: Operand; actual: string[]; doubt: Doubt | undefined },
  nameOf: NameOf,
): string {
  if (doubt === 'membersUnknown') return 'is not known before the members of these groups arrive'
  const named = [...new Set(actual.map((one) => valueName(operand, one, nameOf)))]
  const has = named.length > 0 ? `is ${listed(named)}` : 'is (empty)'
  if (doubt === 'noNumber') return `${has}, which is no number`
  return doubt === 'noDate' ? `${has}, which is no date` : has
}

function valueName({ type }: Operand, value: string, nameOf: NameOf): string {
  if (type === 'yesNo') return value === 'true' ? 'yes' : 'no'
  return nameOf(value) ?? value
}
