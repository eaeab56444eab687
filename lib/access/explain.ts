import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { directoryGroupMembers, directoryGroups, employees } from '@/db/schema'
import { closestRule } from '@/lib/rules/engine/decide'
import { evaluate } from '@/lib/rules/engine/evaluate'
import { type Facts, rawValues } from '@/lib/rules/engine/facts'
import { rulesFor } from '@/lib/rules/engine/left-out'
import { readRules, type StoredRule } from '@/lib/rules/stored-rules'
import { type HeldGrant, readDecisions, readGrants, readPlaces } from './holdings'
import { type ReasonedRule, reasonFor } from './reasons'

/** What one person has at one property, and why (product.md 3.6). */
export interface ExplainedPlace {
  propertyId: string
  property: string
  timeZone: string
  /** By the first matching rule. */
  role: string | null
  /** False while the property has no rule: nothing is decided there. */
  hasRules: boolean
  grants: ExplainedGrant[]
  /** Where no rule matches: the one that needs the fewest changes to match. */
  closest: ReasonedRule | null
}

export interface ExplainedGrant extends HeldGrant {
  /** The matching rules that give it; none when it was given by hand. */
  rules: ReasonedRule[]
}

/**
 * Every property of the organisation with what the person has there. The conditions are decided
 * anew, by the engine, on the values that the stored decision was made from; six statements.
 */
export async function explainAccess(
  ctx: Context,
  input: { employeeId: string },
): Promise<ExplainedPlace[]> {
  const person = await readPerson(ctx, input.employeeId)
  if (!person) return []
  const rules = await readRules(ctx, { enabled: true })
  const names = await readNames(ctx, rules, person)
  const decided = await readDecisions(ctx, input.employeeId)
  const given = await readGrants(ctx, input.employeeId)
  const places = await readPlaces(ctx)
  return places.map((place) => {
    const clock = { now: ctx.now, timeZone: place.timeZone }
    const reason = (rule: StoredRule) =>
      reasonFor(rule, evaluate(rule.conditions, person, clock), names)
    const ofPlace = rules.filter((rule) => rule.propertyId === place.propertyId)
    const decision = decided.get(place.propertyId)
    const matching = ofPlace.filter((rule) => decision?.ruleIds.includes(rule.id))
    const counting = rulesFor(ofPlace, { employeeId: input.employeeId, now: ctx.now })
    const closest = decision ? undefined : closestRule(counting, person, clock)
    return {
      ...place,
      role: decision?.role ?? null,
      hasRules: ofPlace.length > 0,
      grants: (given.get(place.propertyId) ?? []).map((grant) => ({
        ...grant,
        rules: rulesOf(grant, matching).map(reason),
      })),
      closest: closest ? reasonFor(closest.rule, closest.evaluation, names) : null,
    }
  })
}

function rulesOf(grant: HeldGrant, matching: StoredRule[]): StoredRule[] {
  if (grant.source === 'hand') return []
  return matching.filter((rule) => rule.outcome.accessGroupIds.includes(grant.accessGroupId))
}

async function readPerson(ctx: Context, employeeId: string): Promise<Facts | undefined> {
  const ofPerson = sql`(select coalesce(jsonb_agg(m.group_id), '[]'::jsonb) from ${directoryGroupMembers} as m
    where m.organization_id = ${employees.organizationId} and m.member_id = ${employees.id})`
  const known = sql`(select exists (select 1 from ${directoryGroups} as g where g.organization_id = ${employees.organizationId}))`
  const [row] = await ctx.db
    .select({
      resource: employees.resource,
      values: employees.facts,
      groups: sql<string[]>`${ofPerson}`,
      groupsKnown: sql<boolean>`${known}`,
    })
    .from(employees)
    .where(and(eq(employees.organizationId, ctx.organizationId), eq(employees.id, employeeId)))
  if (!row) return undefined
  const { resource, ...facts } = row
  return { ...facts, sent: rawValues(resource) }
}

/** Names for the ids that stand in conditions and among the person's values. */
async function readNames(
  ctx: Context,
  rules: StoredRule[],
  facts: Facts,
): Promise<Map<string, string>> {
  const conditions = rules
    .flatMap((rule) => rule.conditions.conditions)
    .flatMap((one) => (one.kind === 'group' ? one.conditions : [one]))
  const valuesOf = (operand: string) =>
    conditions.filter((one) => one.operand === operand).flatMap((one) => one.values)
  const groupIds = [...facts.groups, ...valuesOf('group')]
  const managerIds = [...(facts.values.manager ?? []), ...valuesOf('manager')]
  const { rows } = await ctx.db.execute<{ id: string; name: string }>(sql`
    select id, display_name as name from ${directoryGroups}
    where organization_id = ${ctx.organizationId} and id = any(${textArray(groupIds)})
    union all
    select scim_id, display_name from ${employees}
    where organization_id = ${ctx.organizationId} and scim_id = any(${textArray(managerIds)})`)
  return new Map(rows.map((row) => [row.id, row.name]))
}
