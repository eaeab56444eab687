import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { clockAt } from '@/lib/rules/clock-at'
import { evaluate } from '@/lib/rules/engine/evaluate'
import { leftOutAt } from '@/lib/rules/engine/left-out'
import { idsInConditions, idsInFacts, readNames } from '@/lib/rules/names'
import { readRules } from '@/lib/rules/stored-rules'
import { readTriedPeople } from '../explain/person-facts'
import { reasonFor } from '../explain/reasons'
import type { TriedRules, TryRulesInput } from '../schemas'

/** One person against every live rule of a property, each condition on their real value; null when there is nobody. */
export async function tryRules(
  ctx: Context,
  { propertyId, employeeId }: TryRulesInput,
): Promise<TriedRules | null> {
  const clock = await clockAt(ctx, propertyId)
  const [found] = await readTriedPeople(ctx, sql`e.id = ${employeeId}`)
  if (!found) return null
  const rules = await readRules(ctx, { propertyId, enabled: true })
  const names = await readNames(ctx, [
    ...idsInConditions(rules.map((rule) => rule.conditions)),
    ...idsInFacts(found.facts),
  ])
  return {
    person: found.person,
    state: found.state,
    rules: rules.map((rule) => {
      const evaluation = evaluate(rule.conditions, found.facts, clock)
      const leftOut = leftOutAt(rule, ctx.now).includes(employeeId)
      return { ...reasonFor(rule, evaluation, names), met: evaluation.met, leftOut }
    }),
  }
}
