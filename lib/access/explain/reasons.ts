import type { Conditions } from '@/lib/rules/engine/condition'
import { describeResult } from '@/lib/rules/engine/describe'
import type { ConditionResult, Evaluation } from '@/lib/rules/engine/evaluate'

/** A rule with the reason for each of its conditions, in words with the person's real values. */
export interface ReasonedRule {
  name: string
  match: 'all' | 'any'
  conditions: { text: string; met: boolean }[]
}

export function reasonFor(
  rule: { name: string; conditions: Conditions },
  evaluation: Evaluation,
  names: ReadonlyMap<string, string>,
): ReasonedRule {
  const wordsOf = (result: ConditionResult) => describeResult(result, (id) => names.get(id))
  return {
    name: rule.name,
    match: rule.conditions.match,
    conditions: evaluation.results.map((result) =>
      'verdict' in result
        ? { text: wordsOf(result), met: result.verdict === 'met' }
        : {
            // A nested group is met or not as one; its conditions stand in one line.
            text: result.results.map(wordsOf).join(result.match === 'all' ? ' and ' : ' or '),
            met: result.met,
          },
    ),
  }
}
