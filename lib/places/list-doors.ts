import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { containsText, refersTo } from '@/db/predicates'
import { accessGroupDoors, accessGroups, doors, grants, properties } from '@/db/schema'
import { LIST_MAX } from './list-properties'
import { type DoorChoice, type ListedDoor, noFilter, type PlaceQuery } from './schemas'

export async function listDoors(
  ctx: Context,
  query: PlaceQuery = noFilter,
): Promise<{ doors: ListedDoor[]; total: number }> {
  const where = doorsWhere(ctx, query)
  const rows = await ctx.db
    .select({
      id: doors.id,
      name: doors.name,
      property: { id: properties.id, name: properties.name },
      people: peopleWhoOpen(ctx),
    })
    .from(doors)
    .innerJoin(properties, refersTo(properties, doors.organizationId, doors.propertyId))
    .where(where)
    .orderBy(asc(properties.nameKey), asc(doors.nameKey))
    .limit(LIST_MAX)
  const total = rows.length < LIST_MAX ? rows.length : await ctx.db.$count(doors, where)
  const groups = await groupsByDoor(
    ctx,
    rows.map((row) => row.id),
  )
  return {
    doors: rows.map((row) => ({ ...row, accessGroups: groups.get(row.id) ?? [] })),
    total,
  }
}

/** For choosing the doors of an access group. */
export async function listDoorChoices(ctx: Context): Promise<DoorChoice[]> {
  return ctx.db
    .select({ id: doors.id, name: doors.name, propertyId: doors.propertyId })
    .from(doors)
    .where(eq(doors.organizationId, ctx.organizationId))
    .orderBy(asc(doors.nameKey))
    .limit(LIST_MAX)
}

function doorsWhere(ctx: Context, { property, q }: PlaceQuery): SQL | undefined {
  return and(
    eq(doors.organizationId, ctx.organizationId),
    property ? eq(doors.propertyId, property) : undefined,
    q ? containsText(doors.name, q) : undefined,
  )
}

function peopleWhoOpen(ctx: Context) {
  return sql<number>`(
    select count(distinct ${grants.employeeId})::int
    from ${grants} join ${accessGroupDoors}
      on ${accessGroupDoors.organizationId} = ${grants.organizationId}
      and ${accessGroupDoors.accessGroupId} = ${grants.accessGroupId}
    where ${grants.organizationId} = ${ctx.organizationId}
      and ${accessGroupDoors.doorId} = ${doors.id}
      and (${grants.until} is null or ${grants.until} > ${ctx.now.toISOString()}::timestamptz)
  )`
}

async function groupsByDoor(ctx: Context, doorIds: string[]) {
  const rows =
    doorIds.length === 0
      ? []
      : await ctx.db
          .select({ doorId: accessGroupDoors.doorId, id: accessGroups.id, name: accessGroups.name })
          .from(accessGroupDoors)
          .innerJoin(
            accessGroups,
            refersTo(accessGroups, accessGroupDoors.organizationId, accessGroupDoors.accessGroupId),
          )
          .where(
            and(
              eq(accessGroupDoors.organizationId, ctx.organizationId),
              inArray(accessGroupDoors.doorId, doorIds),
            ),
          )
          .orderBy(asc(accessGroups.nameKey))
  return Map.groupBy(rows, (row) => row.doorId)
}
