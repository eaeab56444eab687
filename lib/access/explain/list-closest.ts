import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { type ClosestRule, closestRule } from '@/lib/rules/engine/decide'
import { rulesFor } from '@/lib/rules/engine/left-out'
import { idsInConditions, idsInFacts, type Names, readNames } from '@/lib/rules/names'
import { readRules, type StoredRule } from '@/lib/rules/stored-rules'
import type { ListedClosest } from '../schemas'
import { readTriedPeople, type TriedFacts } from './person-facts'
import { reasonFor } from './reasons'

/**
 * For the people of one page who have no access: the rule that needs the fewest changes to cover
 * them, at one property or anywhere, and what of it they lack. Whoever is held, or covered, has
 * none: no rule stands in the way. Three statements.
 */
export async function listClosest(
  ctx: Context,
  { employeeIds, propertyId }: { employeeIds: string[]; propertyId?: string | undefined },
): Promise<ListedClosest[]> {
  if (employeeIds.length === 0) return []
  const rules = await readRules(ctx, { enabled: true, ...(propertyId ? { propertyId } : {}) })
  const people = await readTriedPeople(ctx, sql`e.id = any(${textArray(employeeIds)})`)
  const found = people.flatMap((person) => {
    const closest = closestOf(ctx, person, rules)
    return closest && closest.missing > 0 ? { person, closest } : []
  })
  const names = await readNames(ctx, [
    ...idsInConditions(found.map(({ closest }) => closest.rule.conditions)),
    ...found.flatMap(({ person }) => idsInFacts(person.facts)),
  ])
  return found.map(({ person, closest }) => listed(person, closest, names))
}

function closestOf(
  ctx: Context,
  { person, facts, state }: TriedFacts,
  rules: StoredRule[],
): ClosestRule<StoredRule> | undefined {
  if (state !== 'eligible') return undefined
  const counting = rulesFor(rules, { employeeId: person.id, now: ctx.now })
  const ofPlaces = [...Map.groupBy(counting, (rule) => rule.propertyId).values()]
  const closest = ofPlaces.flatMap((ofPlace) => {
    const clock = { now: ctx.now, timeZone: ofPlace[0]?.timeZone ?? 'UTC' }
    return closestRule(ofPlace, facts, clock) ?? []
  })
  // The earlier of two that need as many: properties come by name.
  return closest.sort((a, b) => a.missing - b.missing)[0]
}

function listed(
  { person }: TriedFacts,
  { rule, evaluation }: ClosestRule<StoredRule>,
  names: Names,
): ListedClosest {
  const { id: ruleId, name, match, conditions } = reasonFor(rule, evaluation, names)
  return {
    employeeId: person.id,
    ruleId,
    rule: name,
    property: rule.propertyName,
    match,
    lacks: conditions.filter(({ met }) => !met).map(({ text }) => text),
  }
}
