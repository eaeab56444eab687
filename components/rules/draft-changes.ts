import { foldText } from '@/lib/rules/engine/fold'
import { operatorOf } from '@/lib/rules/engine/operators'
import type { DraftBlock, DraftCondition } from './rule-draft'

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
