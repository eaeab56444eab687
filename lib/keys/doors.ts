import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { refersTo } from '@/db/predicates'
import { accessGroupDoors, accessGroups, doors, employees, grants, properties } from '@/db/schema'
import { type Opening, type OpeningHours, openingsOf } from '@/lib/kernel/opening-hours'

export interface OpenPlace {
  propertyId: string
  property: string
  address: string
  timeZone: string
  openings: Opening[]
}

/**
 * The doors that a person may open now at some properties, and at which hours: always computed
 * from grants, never copied. Nobody who is inactive, held or deleted opens anything (doors fail closed).
 */
export async function doorsOf(
  ctx: Context,
  { employeeId, propertyIds }: { employeeId: string; propertyIds: string[] },
): Promise<OpenPlace[]> {
  const ways = sql`jsonb_agg(jsonb_build_object('door', ${doors.name}, 'hours', ${accessGroups.hours})
    order by ${doors.nameKey}, ${accessGroups.nameKey}) filter (where ${doors.id} is not null)`
  const places = await ctx.db
    .select({
      propertyId: properties.id,
      property: properties.name,
      address: properties.address,
      timeZone: properties.timeZone,
      ways: sql<{ door: string; hours: OpeningHours }[]>`coalesce(${ways}, '[]'::jsonb)`,
    })
    .from(grants)
    .innerJoin(employees, refersTo(employees, grants.organizationId, grants.employeeId))
    .innerJoin(properties, refersTo(properties, grants.organizationId, grants.propertyId))
    .innerJoin(accessGroups, refersTo(accessGroups, grants.organizationId, grants.accessGroupId))
    .leftJoin(
      accessGroupDoors,
      and(
        eq(accessGroupDoors.organizationId, grants.organizationId),
        eq(accessGroupDoors.accessGroupId, grants.accessGroupId),
      ),
    )
    .leftJoin(
      doors,
      and(eq(doors.organizationId, grants.organizationId), eq(doors.id, accessGroupDoors.doorId)),
    )
    .where(
      and(
        eq(grants.organizationId, ctx.organizationId),
        eq(grants.employeeId, employeeId),
        inArray(grants.propertyId, propertyIds),
        or(isNull(grants.until), gt(grants.until, ctx.now)),
        eq(employees.active, true),
        isNull(employees.hold),
        isNull(employees.deletedAt),
      ),
    )
    .groupBy(
      properties.id,
      properties.name,
      properties.address,
      properties.timeZone,
      properties.nameKey,
    )
    .orderBy(properties.nameKey)
  return places.map(({ ways, ...place }) => ({ ...place, openings: openingsOf(ways) }))
}
