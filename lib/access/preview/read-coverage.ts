import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { decisions, employees } from '@/db/schema'
import { clockAt } from '@/lib/rules/clock-at'
import { closestRule } from '@/lib/rules/engine/decide'
import { rulesFor } from '@/lib/rules/engine/left-out'
import { idsInConditions, idsInFacts, readNames } from '@/lib/rules/names'
import { readRules } from '@/lib/rules/stored-rules'
import { readTriedPeople } from '../explain/person-facts'
import { reasonsOf } from '../explain/reasons'
import { type Coverage, type ListedPerson, PEOPLE_LISTED_MAX } from '../schemas'

/**
 * Whom a property's live rules cover today, and who is left over with the rule that comes closest.
 * Read from the stored decisions; only the closest rule of those who are listed is decided anew.
 */
export async function readCoverage(
  ctx: Context,
  { propertyId }: { propertyId: string },
): Promise<Coverage> {
  const clock = await clockAt(ctx, propertyId)
  const rules = await readRules(ctx, { propertyId, enabled: true })
  const { rows } = await ctx.db.execute<{
    people_total: number
    covered: number
    covered_people: (ListedPerson & { ruleIds: string[] })[]
    open_people: ListedPerson[]
  }>(sql`
    with person as materialized (
      select e.id, e.display_name, e.department, d.rule_ids
      from ${employees} as e
      left join ${decisions} as d
        on d.organization_id = e.organization_id and d.employee_id = e.id and d.property_id = ${propertyId}
      where e.organization_id = ${ctx.organizationId} and e.active and e.deleted_at is null and e.hold is null
    )
    select count(*)::int as people_total, count(rule_ids)::int as covered,
      ${firstPeople(sql`rule_ids is not null`)} as covered_people,
      ${firstPeople(sql`rule_ids is null`)} as open_people
    from person`)
  const row = rows[0]
  const nameOf = new Map(rules.map((rule) => [rule.id, rule.name]))
  const open = row?.open_people ?? []
  const missing = await readClosest(open)
  return {
    peopleTotal: row?.people_total ?? 0,
    covered: {
      count: row?.covered ?? 0,
      people: (row?.covered_people ?? []).map(({ ruleIds, ...person }) => ({
        ...person,
        rules: ruleIds.flatMap((id) => nameOf.get(id) ?? []),
      })),
    },
    open: {
      count: (row?.people_total ?? 0) - (row?.covered ?? 0),
      people: open.map((person) => ({ ...person, closest: missing.get(person.id) ?? null })),
    },
  }

  /** By person, the closest rule and what stands in its way, in words with the person's real value. */
  async function readClosest(people: ListedPerson[]): Promise<Map<string, string>> {
    if (people.length === 0 || rules.length === 0) return new Map()
    const ids = people.map((one) => one.id)
    const found = await readTriedPeople(ctx, sql`e.id = any(${textArray(ids)})`)
    const names = await readNames(ctx, [
      ...idsInConditions(rules.map((rule) => rule.conditions)),
      ...found.flatMap((one) => idsInFacts(one.facts)),
    ])
    return new Map(
      found.flatMap(({ person, facts }): [string, string][] => {
        const counting = rulesFor(rules, { employeeId: person.id, now: ctx.now })
        const closest = closestRule(counting, facts, clock)
        if (!closest) return []
        const unmet = reasonsOf(closest.evaluation, names).filter((one) => !one.met)
        return [[person.id, `${closest.rule.name}: ${unmet.map((one) => one.text).join(' · ')}`]]
      }),
    )
  }
}

function firstPeople(predicate: SQL): SQL {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', p.id, 'name', p.display_name, 'department', p.department, 'ruleIds', p.rule_ids)), '[]'::jsonb)
    from (
      select * from person where ${predicate}
      order by display_name, id limit ${PEOPLE_LISTED_MAX}
    ) as p)`
}
