import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { containsText, refersTo } from '@/db/predicates'
import {
  accessGroupDoors,
  accessGroups,
  doors,
  grants,
  properties,
  ruleAccessGroups,
  rules,
} from '@/db/schema'
import { LIST_MAX } from './list-properties'
import { type ListedAccessGroup, noFilter, type PlaceQuery } from './schemas'

export async function listAccessGroups(
  ctx: Context,
  query: PlaceQuery = noFilter,
): Promise<{ accessGroups: ListedAccessGroup[]; total: number }> {
  const where = groupsWhere(ctx, query)
  const rows = await ctx.db
    .select({
      id: accessGroups.id,
      name: accessGroups.name,
      property: { id: properties.id, name: properties.name, timeZone: properties.timeZone },
      hours: accessGroups.hours,
      people: peopleWith(ctx),
      peopleByHand: peopleWith(ctx, 'hand'),
    })
    .from(accessGroups)
    .innerJoin(
      properties,
      refersTo(properties, accessGroups.organizationId, accessGroups.propertyId),
    )
    .where(where)
    .orderBy(asc(properties.nameKey), asc(accessGroups.nameKey))
    .limit(LIST_MAX)
  const total = rows.length < LIST_MAX ? rows.length : await ctx.db.$count(accessGroups, where)
  const ids = rows.map((row) => row.id)
  const [doorsOf, rulesOf] = [await doorsByGroup(ctx, ids), await rulesByGroup(ctx, ids)]
  const listed = rows.map((row) => ({
    ...row,
    doors: doorsOf.get(row.id) ?? [],
    rules: rulesOf.get(row.id) ?? [],
  }))
  return { accessGroups: listed, total }
}

function groupsWhere(ctx: Context, { property, q }: PlaceQuery): SQL | undefined {
  return and(
    eq(accessGroups.organizationId, ctx.organizationId),
    property ? eq(accessGroups.propertyId, property) : undefined,
    q ? containsText(accessGroups.name, q) : undefined,
  )
}

function peopleWith(ctx: Context, source?: 'hand') {
  return sql<number>`(
    select count(distinct ${grants.employeeId})::int from ${grants}
    where ${grants.organizationId} = ${ctx.organizationId}
      and ${grants.accessGroupId} = ${accessGroups.id}
      and (${grants.until} is null or ${grants.until} > ${ctx.now.toISOString()}::timestamptz)
      ${source ? sql`and ${grants.source} = ${source}` : sql``}
  )`
}

async function doorsByGroup(ctx: Context, groupIds: string[]) {
  if (groupIds.length === 0) return new Map<string, never>()
  const rows = await ctx.db
    .select({ groupId: accessGroupDoors.accessGroupId, id: doors.id, name: doors.name })
    .from(accessGroupDoors)
    .innerJoin(doors, refersTo(doors, accessGroupDoors.organizationId, accessGroupDoors.doorId))
    .where(
      and(
        eq(accessGroupDoors.organizationId, ctx.organizationId),
        inArray(accessGroupDoors.accessGroupId, groupIds),
      ),
    )
    .orderBy(asc(doors.nameKey))
  return Map.groupBy(rows, (row) => row.groupId)
}

async function rulesByGroup(ctx: Context, groupIds: string[]) {
  if (groupIds.length === 0) return new Map<string, never>()
  const rows = await ctx.db
    .select({ groupId: ruleAccessGroups.accessGroupId, id: rules.id, name: rules.name })
    .from(ruleAccessGroups)
    .innerJoin(rules, refersTo(rules, ruleAccessGroups.organizationId, ruleAccessGroups.ruleId))
    .where(
      and(
        eq(ruleAccessGroups.organizationId, ctx.organizationId),
        inArray(ruleAccessGroups.accessGroupId, groupIds),
      ),
    )
    .orderBy(asc(rules.position))
  return Map.groupBy(rows, (row) => row.groupId)
}
