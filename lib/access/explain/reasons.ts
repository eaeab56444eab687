import type { Conditions } from '@/lib/rules/engine/condition'
import { describeResult } from '@/lib/rules/engine/describe'
import type { ConditionResult, Evaluation } from '@/lib/rules/engine/evaluate'

/** A rule with the reason for each of its conditions, in words with the person's real values. */
export interface ReasonedRule {
  id: string
  name: string
  match: 'all' | 'any'
  conditions: ReasonedCondition[]
}

export interface ReasonedCondition {
  text: string
  met: boolean
}

export function reasonFor(
  rule: { id: string; name: string; conditions: Conditions },
  evaluation: Evaluation,
  names: ReadonlyMap<string, string>,
): ReasonedRule {
  return {
    id: rule.id,
    name: rule.name,
    match: rule.conditions.match,
    conditions: reasonsOf(evaluation, names),
  }
}

/** What each condition says of the person. A nested group is met or not as one, and is one line. */
export function reasonsOf(
  evaluation: Evaluation,
  names: ReadonlyMap<string, string>,
): ReasonedCondition[] {
  const wordsOf = (result: ConditionResult) => describeResult(result, (id) => names.get(id))
  return evaluation.results.map((result) =>
    'verdict' in result
      ? { text: wordsOf(result), met: result.verdict === 'met' }
      : {
          text: result.results.map(wordsOf).join(result.match === 'all' ? ' and ' : ' or '),
          met: result.met,
        },
  )
}
