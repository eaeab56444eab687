import type { Condition, ConditionGroup, Conditions, SingleCondition } from './condition'
import { operandOf } from './operands'
import { acceptsOperator, operatorOf } from './operators'

/**
 * "Or is empty" beside each condition on an operand, so that people without a value match too
 * (product.md 4.3), and everybody else as before. A rule has one nested group at most: undefined
 * where this would need another, and for an operand that cannot be asked whether it is empty.
 */
export function includeEmpty(rule: Conditions, operandId: string): Conditions | undefined {
  const operand = operandOf(operandId)
  if (!operand || !acceptsOperator(operand.type, 'isEmpty')) return undefined
  const { match, conditions } = simplified(rule)
  const groups = conditions.filter((one) => one.kind === 'group')
  const asking = conditions.filter((one) => asksFor(one, operandId))
  const singles = asking.filter((one) => one.kind === 'condition')
  const empty: SingleCondition = {
    kind: 'condition',
    operand: operandId,
    operator: 'isEmpty',
    values: [],
  }
  if (asking.length === 0) return undefined
  if (match === 'any') {
    return singles.length > 0 ? { match, conditions: [...conditions, empty] } : undefined
  }
  if (singles.length === 0) {
    return { match, conditions: conditions.map((one) => withinGroup(one, operandId, empty)) }
  }
  if (groups.length > 0) return undefined
  if (singles.length === 1) {
    const boxed = (one: Condition): Condition =>
      one === singles[0] ? { kind: 'group', match: 'any', conditions: [singles[0], empty] } : one
    return { match, conditions: conditions.map(boxed) }
  }
  if (singles.length < conditions.length) return undefined
  return { match: 'any', conditions: [{ kind: 'group', match: 'all', conditions: singles }, empty] }
}

/** The same rule without groups that group nothing: of one condition, or with the rule's own any/all. */
function simplified({ match, conditions }: Conditions): Conditions {
  const [only] = conditions
  if (conditions.length === 1 && only?.kind === 'group') return only
  return {
    match,
    conditions: conditions.flatMap((one): Condition[] =>
      one.kind === 'group' && (one.match === match || one.conditions.length === 1)
        ? one.conditions
        : [one],
    ),
  }
}

function asksFor(condition: Condition, operandId: string): boolean {
  if (condition.kind === 'group') {
    return condition.conditions.some((one) => asksFor(one, operandId))
  }
  const { mode } = operatorOf(condition.operator)
  return condition.operand === operandId && mode !== 'empty' && mode !== 'notEmpty'
}

function withinGroup(
  condition: Condition,
  operandId: string,
  empty: SingleCondition,
): Condition | ConditionGroup {
  if (condition.kind !== 'group' || !asksFor(condition, operandId)) return condition
  return { ...condition, conditions: [...condition.conditions, empty] }
}
