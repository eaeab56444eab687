import { type Conditions, leavesOf } from './engine/condition'
import { isDateTest, operatorOf } from './engine/operators'

/** Whether a rule may say something else tomorrow about the same people: it looks at dates, or skips somebody until one. */
export function changesWithTime(rule: {
  conditions: Conditions
  leftOut: readonly { until: string | null }[]
}): boolean {
  return (
    leavesOf(rule.conditions.conditions).some(({ operator }) =>
      isDateTest(operatorOf(operator).test),
    ) || rule.leftOut.some(({ until }) => until !== null)
  )
}
