import type { Conditions } from '@/lib/rules/engine/condition'
import { describeResult } from '@/lib/rules/engine/describe'
import type { ConditionResult, Evaluation } from '@/lib/rules/engine/evaluate'
import type { ReasonedCondition } from '../schemas'

/** A rule with the reason for each of its conditions, in words with the person's real values. */
export interface ReasonedRule {
  id: string
  name: string
  match: 'all' | 'any'
  conditions: ReasonedCondition[]
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

/** What each condition says of the person. A nested group is met or not as one, and names each of its own. */
export function reasonsOf(
  evaluation: Evaluation,
  names: ReadonlyMap<string, string>,
): ReasonedCondition[] {
  const reasonOf = (result: ConditionResult) => ({
    text: describeResult(result, (id) => names.get(id)),
    met: result.verdict === 'met',
    known: result.verdict !== 'cannotTell',
  })
  return evaluation.results.map((result) => {
    if ('verdict' in result) return reasonOf(result)
    const { match, met } = result
    const conditions = result.results.map(reasonOf)
    return {
      text: conditions.map((one) => one.text).join(match === 'all' ? ' and ' : ' or '),
      met,
      known: met || !couldBeMet(match, conditions),
      group: { match, conditions },
    }
  })
}

/** Whether it would be met, were what is not known as wanted. */
function couldBeMet(match: 'all' | 'any', conditions: { met: boolean; known: boolean }[]): boolean {
  const could = conditions.map(({ met, known }) => met || !known)
  return match === 'all' ? could.every(Boolean) : could.some(Boolean)
}
