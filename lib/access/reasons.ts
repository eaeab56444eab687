import type { Conditions, SingleCondition } from '@/lib/rules/engine/condition'
import { describeResult, type NameOf } from '@/lib/rules/engine/describe'
import type { ConditionResult, Evaluation } from '@/lib/rules/engine/evaluate'
import { rawValues } from '@/lib/rules/engine/facts'
import { operandOf } from '@/lib/rules/engine/operands'

/** A rule with the reason for each of its conditions, in words with the person's real values. */
export interface ReasonedRule {
  name: string
  match: 'all' | 'any'
  conditions: { text: string; met: boolean }[]
}

/** What the words are made from: the document as Entra sent it, not its folded form. */
export interface Values {
  resource: Record<string, unknown>
  groups: string[]
  names: Map<string, string>
}

export function reasonFor(
  rule: { name: string; conditions: Conditions },
  evaluation: Evaluation,
  values: Values,
): ReasonedRule {
  const raw = rawValues(values.resource)
  const nameOf: NameOf = (id) => values.names.get(id)
  const wordsOf = (result: ConditionResult) =>
    describeResult(result, { nameOf, actual: actualOf(result.condition, raw, values.groups) })
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

function actualOf(
  condition: SingleCondition,
  raw: Record<string, string[]>,
  groups: string[],
): string[] {
  const type = operandOf(condition.operand)?.type
  if (type === 'groups') return groups
  const values = raw[condition.operand] ?? []
  return type === 'yesNo' ? values.map((value) => (value === 'true' ? 'yes' : 'no')) : values
}
