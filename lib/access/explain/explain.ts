import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { directoryGroupMembers, employees } from '@/db/schema'
import { closestRule } from '@/lib/rules/engine/decide'
import { evaluate } from '@/lib/rules/engine/evaluate'
import { type Facts, rawValues } from '@/lib/rules/engine/facts'
import { rulesFor } from '@/lib/rules/engine/left-out'
import { idsInConditions, idsInFacts, readNames } from '@/lib/rules/names'
import { readRules, type StoredRule } from '@/lib/rules/stored-rules'
import { type HeldGrant, readDecisions, readGrants, readLayout, readPlaces } from './holdings'
import { unknownGroups } from './person-facts'
import { type ReasonedRule, reasonFor } from './reasons'

/** What one person has at one property, and why (product.md 3.6). */
export interface ExplainedPlace {
  propertyId: string
  property: string
  timeZone: string
  /** By the first matching rule. */
  role: string | null
  /** Where rules that match give different roles: which of them decides. */
  roleBecause: string | null
  /** Where rules that match differ in the mobile key: which say yes, and which no. */
  keyBecause: string | null
  /** False while the property has no rule: nothing is decided there. */
  hasRules: boolean
  grants: ExplainedGrant[]
  /** The access groups that the person does not have. */
  lacks: ExplainedLack[]
  doors: ExplainedDoor[]
  /** Where no rule matches: the one that needs the fewest changes to match. */
  closest: ReasonedRule | null
}

export interface ExplainedGrant extends HeldGrant {
  /** The matching rules that give it; none when it was given by hand, or waits to be taken away. */
  rules: ReasonedRule[]
}

export interface ExplainedLack {
  accessGroupId: string
  accessGroup: string
  doors: string[]
  /** Of the rules that give it, the one that needs the fewest changes; null when no rule gives it. */
  closest: ReasonedRule | null
}

export interface ExplainedDoor {
  id: string
  name: string
  /** The person's access groups that open it; none when it stays shut. */
  through: string[]
  /** All access groups that open it. */
  openedBy: string[]
}

/**
 * Every property of the organisation with what the person has there. The conditions are decided
 * anew, by the engine, on the values that the stored decision was made from; eight statements.
 */
export async function explainAccess(
  ctx: Context,
  input: { employeeId: string },
): Promise<ExplainedPlace[]> {
  const person = await readPerson(ctx, input.employeeId)
  if (!person) return []
  const rules = await readRules(ctx, { enabled: true })
  const names = await readNames(ctx, [
    ...idsInConditions(rules.map((rule) => rule.conditions)),
    ...idsInFacts(person),
  ])
  const decided = await readDecisions(ctx, input.employeeId)
  const given = await readGrants(ctx, input.employeeId)
  const places = await readPlaces(ctx)
  const layout = await readLayout(ctx)
  return places.map((place) => {
    const clock = { now: ctx.now, timeZone: place.timeZone }
    const reason = (rule: StoredRule) =>
      reasonFor(rule, evaluate(rule.conditions, person, clock), names)
    const ofPlace = rules.filter((rule) => rule.propertyId === place.propertyId)
    const decision = decided.get(place.propertyId)
    const matching = ofPlace.filter((rule) => decision?.ruleIds.includes(rule.id))
    const counting = rulesFor(ofPlace, { employeeId: input.employeeId, now: ctx.now })
    const closest = decision ? undefined : closestRule(counting, person, clock)
    const grants = given.get(place.propertyId) ?? []
    const { groups, doors } = layout(place.propertyId)
    const has = new Set(grants.map((grant) => grant.accessGroupId))
    return {
      ...place,
      role: decision?.role ?? null,
      roleBecause: roleBecause(person.name, matching),
      keyBecause: keyBecause(matching),
      hasRules: ofPlace.length > 0,
      grants: grants.map((grant) => ({ ...grant, rules: rulesOf(grant, matching).map(reason) })),
      lacks: groups
        .filter((group) => !has.has(group.accessGroupId))
        .map((group) => {
          const giving = counting.filter((rule) =>
            rule.outcome.accessGroupIds.includes(group.accessGroupId),
          )
          const nearest = closestRule(giving, person, clock)
          return {
            ...group,
            closest: nearest ? reasonFor(nearest.rule, nearest.evaluation, names) : null,
          }
        }),
      doors: doors.map(({ id, name, groups: openers }) => ({
        id,
        name,
        through: openers.filter((one) => has.has(one.id)).map((one) => one.name),
        openedBy: openers.map((one) => one.name),
      })),
      closest: closest ? reasonFor(closest.rule, closest.evaluation, names) : null,
    }
  })
}

/** "IT Admin is above Employees, so Maya's role is Admin" (product.md 4.4): a conflict is never hidden. */
function roleBecause(name: string, [first, ...others]: StoredRule[]): string | null {
  const overruled = others.filter((rule) => rule.outcome.roleId !== first?.outcome.roleId)
  if (!first || overruled.length === 0) return null
  const below = namesOf(overruled)
  return `${first.name} is above ${below}, so the role of ${name} is ${first.roleName}.`
}

/** "Employees gives a mobile key; Contractors does not: yes wins." */
function keyBecause(matching: StoredRule[]): string | null {
  const yes = matching.filter((rule) => rule.outcome.mobileKey)
  const no = matching.filter((rule) => !rule.outcome.mobileKey)
  if (yes.length === 0 || no.length === 0) return null
  const [give, doNot] = [yes.length === 1 ? 'gives' : 'give', no.length === 1 ? 'does' : 'do']
  return `${namesOf(yes)} ${give} a mobile key; ${namesOf(no)} ${doNot} not: yes wins.`
}

const namesOf = (rules: StoredRule[]) =>
  new Intl.ListFormat('en').format(rules.map((rule) => rule.name))

function rulesOf(grant: HeldGrant, matching: StoredRule[]): StoredRule[] {
  if (grant.source === 'hand' || grant.waitsSince) return []
  return matching.filter((rule) => rule.outcome.accessGroupIds.includes(grant.accessGroupId))
}

async function readPerson(
  ctx: Context,
  employeeId: string,
): Promise<(Facts & { name: string }) | undefined> {
  const ofPerson = sql`(select coalesce(jsonb_agg(m.group_id), '[]'::jsonb) from ${directoryGroupMembers} as m
    where m.organization_id = ${employees.organizationId} and m.member_id = ${employees.id})`
  const [row] = await ctx.db
    .select({
      name: employees.displayName,
      resource: employees.resource,
      values: employees.facts,
      groups: sql<string[]>`${ofPerson}`,
      unknownGroups: unknownGroups(ctx),
    })
    .from(employees)
    .where(and(eq(employees.organizationId, ctx.organizationId), eq(employees.id, employeeId)))
  if (!row) return undefined
  const { resource, ...facts } = row
  return { ...facts, sent: rawValues(resource) }
}
