import type { Conditions, Outcome } from './condition'
import type { Clock } from './dates'
import { type Evaluation, evaluate, isMet } from './evaluate'
import type { Facts } from './facts'

export interface DecidableRule {
  id: string
  conditions: Conditions
  outcome: Outcome
}

/** What the rules of one property say for one person (product.md 4.4). */
export interface Decision {
  /** All that match, in the property's order. */
  ruleIds: string[]
  /** Doors add up: every matching rule's access groups, sorted by id. */
  accessGroupIds: string[]
  /** The first matching rule's. */
  roleId: string
  /** Yes when any matching rule says so. */
  mobileKey: boolean
}

/** Decides the ordered rules of one property. Undefined when none matches: no doors, no key. */
export function decide(
  rules: readonly DecidableRule[],
  facts: Facts,
  clock: Clock,
): Decision | undefined {
  return sumUp(rules.filter((rule) => evaluate(rule.conditions, facts, clock).met))
}

/** What the rules that match give together, in the property's order. Undefined when there are none. */
export function sumUp(
  matching: readonly Pick<DecidableRule, 'id' | 'outcome'>[],
): Decision | undefined {
  const [first] = matching
  if (!first) return undefined
  const groups = new Set(matching.flatMap((rule) => rule.outcome.accessGroupIds))
  return {
    ruleIds: matching.map((rule) => rule.id),
    accessGroupIds: [...groups].sort(),
    roleId: first.outcome.roleId,
    mobileKey: matching.some((rule) => rule.outcome.mobileKey),
  }
}

export interface ClosestRule<R> {
  rule: R
  evaluation: Evaluation
  /** How many conditions stand in the way; with *any*, one is enough. */
  missing: number
}

/** The rule that needs the fewest changes to match; the earlier of two that need as many. */
export function closestRule<R extends DecidableRule>(
  rules: readonly R[],
  facts: Facts,
  clock: Clock,
): ClosestRule<R> | undefined {
  let closest: ClosestRule<R> | undefined
  for (const rule of rules) {
    const evaluation = evaluate(rule.conditions, facts, clock)
    const unmet = evaluation.results.filter((result) => !isMet(result)).length
    const missing = rule.conditions.match === 'any' ? Math.min(unmet, 1) : unmet
    if (!closest || missing < closest.missing) closest = { rule, evaluation, missing }
  }
  return closest
}
