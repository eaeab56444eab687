import { foldText } from '@/lib/rules/engine/fold'
import { operatorOf } from '@/lib/rules/engine/operators'
import type { DraftBlock, DraftCondition, RuleDraft } from './rule-draft'

/** Changes that the preview offers to make to the conditions; undefined where one cannot be made. */
type Conditions = Pick<RuleDraft, 'match' | 'blocks'>

/**
 * "Or is empty" beside each condition on the operand, so that people without a value match too.
 * Beside a condition that all others must go with, the two stand in a box of their own; inside a
 * box that asks for all there is no room for another.
 */
export function includeEmpty(
  { match, blocks }: Conditions,
  operand: string,
): DraftBlock[] | undefined {
  const empty: DraftCondition = { operand, operator: 'isEmpty', values: [], text: '' }
  const asks = (block: DraftBlock) =>
    block.conditions.some((one) => one.operand === operand && one.operator !== 'isEmpty')
  const asking = blocks.filter(asks)
  if (asking.length === 0) return undefined
  if (match === 'any' && asking.every((block) => !block.boxed)) {
    return [...blocks, { boxed: false, match: 'any', conditions: [empty] }]
  }
  if (asking.some((block) => block.boxed && block.conditions.length > 1 && block.match === 'all')) {
    return undefined
  }
  return blocks.map((block) =>
    asks(block)
      ? { boxed: true, match: 'any' as const, conditions: [...block.conditions, empty] }
      : block,
  )
}

/** A value that looks like a wanted one, wanted as well: "is" becomes "is any of" for it. */
export function addSpelling(
  blocks: DraftBlock[],
  spelling: { operand: string; wanted: string; value: string },
): DraftBlock[] {
  return blocks.map((block) => ({
    ...block,
    conditions: block.conditions.map((one) => withSpelling(one, spelling)),
  }))
}

function withSpelling(
  condition: DraftCondition,
  { operand, wanted, value }: { operand: string; wanted: string; value: string },
): DraftCondition {
  const { takes } = operatorOf(condition.operator)
  const asked = condition.values.some((one) => foldText(one) === foldText(wanted))
  if (condition.operand !== operand || !asked) return condition
  if (condition.operator === 'is') {
    return { ...condition, operator: 'isAnyOf', values: [...condition.values.slice(0, 1), value] }
  }
  return takes === 'many' ? { ...condition, values: [...condition.values, value] } : condition
}
