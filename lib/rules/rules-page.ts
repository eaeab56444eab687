import { and, asc, count, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import {
  accessGroupDoors,
  accessGroups,
  decisions,
  directoryGroups,
  employees,
  integrations,
  properties,
  roles,
} from '@/db/schema'
import { readRules, type StoredRule } from './stored-rules'

/** Everything the rules screen of one organisation shows, in a fixed number of statements. */
export interface RulesPage {
  properties: { id: string; name: string; ruleCount: number; peopleCovered: number }[]
  rules: (StoredRule & { peopleMatched: number })[]
  accessGroups: { id: string; propertyId: string; name: string; doorCount: number }[]
  roles: { id: string; name: string; rank: number; key: string }[]
  groups: { id: string; name: string }[]
  peopleTotal: number
  keyDefault: boolean
  /** Whether a new rule begins with everybody (D9). */
  startsWithEveryone: boolean
  /** How often each operand was seen, and its most frequent values. */
  seen: Record<string, { people: number; values: { value: string; people: number }[] }>
}

export async function readRulesPage(ctx: Context): Promise<RulesPage> {
  const rules = await readRules(ctx)
  const places = await readPlaces(ctx)
  const matched = await readMatched(ctx)
  const people = await readPeople(ctx)
  return {
    ...people,
    rules: rules.map((rule) => ({ ...rule, peopleMatched: matched.get(rule.id) ?? 0 })),
    properties: places.map((place) => ({
      ...place,
      ruleCount: rules.filter((rule) => rule.propertyId === place.id).length,
    })),
    accessGroups: await readGroupChoices(ctx),
    roles: await readRoleChoices(ctx),
    groups: await readDirectoryGroups(ctx),
    ...(await readDefaults(ctx)),
    seen: await readSeen(ctx),
  }
}

async function readPlaces(ctx: Context) {
  return ctx.db
    .select({
      id: properties.id,
      name: properties.name,
      peopleCovered:
        sql<number>`${sql`(select count(*) from ${decisions} as d where d.organization_id = ${properties.organizationId} and d.property_id = ${properties.id})`}`.mapWith(
          Number,
        ),
    })
    .from(properties)
    .where(eq(properties.organizationId, ctx.organizationId))
    .orderBy(asc(properties.nameKey))
}

async function readMatched(ctx: Context): Promise<Map<string, number>> {
  const { rows } = await ctx.db.execute<{ rule_id: string; people: number | string }>(sql`
    select rule_id, count(*) as people
    from ${decisions}, unnest(rule_ids) as rule_id
    where organization_id = ${ctx.organizationId}
    group by rule_id`)
  return new Map(rows.map((row) => [row.rule_id, Number(row.people)]))
}

async function readPeople(ctx: Context): Promise<{ peopleTotal: number }> {
  const [row] = await ctx.db
    .select({ peopleTotal: count() })
    .from(employees)
    .where(
      and(
        eq(employees.organizationId, ctx.organizationId),
        eq(employees.active, true),
        isNull(employees.deletedAt),
      ),
    )
  return { peopleTotal: row?.peopleTotal ?? 0 }
}

async function readGroupChoices(ctx: Context) {
  return ctx.db
    .select({
      id: accessGroups.id,
      propertyId: accessGroups.propertyId,
      name: accessGroups.name,
      doorCount:
        sql<number>`${sql`(select count(*) from ${accessGroupDoors} as d where d.organization_id = ${accessGroups.organizationId} and d.access_group_id = ${accessGroups.id})`}`.mapWith(
          Number,
        ),
    })
    .from(accessGroups)
    .where(eq(accessGroups.organizationId, ctx.organizationId))
    .orderBy(asc(accessGroups.nameKey))
}

async function readRoleChoices(ctx: Context) {
  return ctx.db
    .select({ id: roles.id, name: roles.name, rank: roles.rank, key: roles.basedOn })
    .from(roles)
    .where(eq(roles.organizationId, ctx.organizationId))
    .orderBy(asc(roles.rank), asc(roles.nameKey))
}

async function readDirectoryGroups(ctx: Context) {
  return ctx.db
    .select({ id: directoryGroups.id, name: directoryGroups.displayName })
    .from(directoryGroups)
    .where(
      and(
        eq(directoryGroups.organizationId, ctx.organizationId),
        isNull(directoryGroups.deletedAt),
      ),
    )
    .orderBy(asc(directoryGroups.displayNameKey))
}

/** The two choices of *Before you start*; without an integration, what is recommended. */
async function readDefaults(ctx: Context) {
  const [row] = await ctx.db
    .select({ keyDefault: integrations.keyDefault, placement: integrations.placement })
    .from(integrations)
    .where(eq(integrations.organizationId, ctx.organizationId))
  return {
    keyDefault: row?.keyDefault ?? true,
    startsWithEveryone: row?.placement === 'everyone',
  }
}

const VALUES_SUGGESTED_MAX = 50

/** What people really have, so that a value is chosen rather than guessed. */
async function readSeen(ctx: Context): Promise<RulesPage['seen']> {
  const { rows } = await ctx.db.execute<{
    operand: string
    value: string
    people: number | string
    all_people: number | string
  }>(sql`
    with fact as (
      select e.id, f.key as operand, v.value
      from ${employees} as e, jsonb_each(e.facts) as f, jsonb_array_elements_text(f.value) as v
      where e.organization_id = ${ctx.organizationId} and e.active and e.deleted_at is null
    ),
    counted as (
      select operand, value, count(*) as people,
        row_number() over (partition by operand order by count(*) desc, value) as place
      from fact group by operand, value
    )
    select c.operand, c.value, c.people, a.all_people
    from counted as c
    join (select operand, count(distinct id) as all_people from fact group by operand) as a using (operand)
    where c.place <= ${VALUES_SUGGESTED_MAX}
    order by c.operand, c.place`)
  const seen: RulesPage['seen'] = {}
  for (const row of rows) {
    const entry = (seen[row.operand] ??= { people: Number(row.all_people), values: [] })
    entry.values.push({ value: row.value, people: Number(row.people) })
  }
  return seen
}
