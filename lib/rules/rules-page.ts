import { and, asc, count, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import {
  accessGroupDoors,
  accessGroups,
  decisions,
  directoryGroups,
  doors,
  employees,
  integrations,
  properties,
  roles,
} from '@/db/schema'
import { listDrafts } from './drafts'
import { idsInConditions, type Names, readNames } from './names'
import type { RuleDraftView } from './schemas'
import { readRules, type StoredRule } from './stored-rules'

/** Everything the rules screen of one organisation shows, in a fixed number of statements. */
export interface RulesPage {
  properties: {
    id: string
    name: string
    timeZone: string
    /** Rules that are on; without one the property is paused. */
    ruleCount: number
    /** Rules that are turned off and give nothing. */
    offCount: number
    peopleCovered: number
  }[]
  rules: (StoredRule & { peopleMatched: number })[]
  accessGroups: { id: string; propertyId: string; name: string; doorCount: number }[]
  doors: { id: string; propertyId: string; name: string }[]
  roles: { id: string; name: string; rank: number; key: string; builtIn: boolean }[]
  groups: { id: string; name: string }[]
  peopleTotal: number
  keyDefault: boolean
  /** Whether a new rule begins with everybody (D9). */
  startsWithEveryone: boolean
  /** Edits that are not applied yet. */
  drafts: RuleDraftView[]
  /** For the ids in conditions and for people who are left out. */
  names: Names
}

export async function readRulesPage(ctx: Context): Promise<RulesPage> {
  const rules = await readRules(ctx)
  const places = await readPlaces(ctx)
  const matched = await readMatched(ctx)
  const people = await readPeople(ctx)
  const drafts = await listDrafts(ctx, {})
  return {
    ...people,
    rules: rules.map((rule) => ({ ...rule, peopleMatched: matched.get(rule.id) ?? 0 })),
    properties: places.map((place) => {
      const here = rules.filter((rule) => rule.propertyId === place.id)
      const ruleCount = here.filter((rule) => rule.enabled).length
      return { ...place, ruleCount, offCount: here.length - ruleCount }
    }),
    accessGroups: await readGroupChoices(ctx),
    doors: await readDoorChoices(ctx),
    roles: await readRoleChoices(ctx),
    groups: await readDirectoryGroups(ctx),
    ...(await readDefaults(ctx)),
    drafts,
    names: await readNames(ctx, [
      ...idsInConditions([
        ...rules.map((rule) => rule.conditions),
        ...drafts.map((draft) => draft.content.conditions),
      ]),
      ...[...rules, ...drafts.map((draft) => draft.content)].flatMap(({ leftOut }) =>
        leftOut.map((one) => one.employeeId),
      ),
    ]),
  }
}

async function readPlaces(ctx: Context) {
  return ctx.db
    .select({
      id: properties.id,
      name: properties.name,
      timeZone: properties.timeZone,
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

async function readDoorChoices(ctx: Context) {
  return ctx.db
    .select({ id: doors.id, propertyId: doors.propertyId, name: doors.name })
    .from(doors)
    .where(eq(doors.organizationId, ctx.organizationId))
    .orderBy(asc(doors.nameKey))
}

async function readRoleChoices(ctx: Context) {
  return ctx.db
    .select({
      id: roles.id,
      name: roles.name,
      rank: roles.rank,
      key: roles.basedOn,
      builtIn: roles.builtIn,
    })
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
