import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { accessGroupDoors, doors, employees, grants, properties } from '@/db/schema'

export interface OpenPlace {
  propertyId: string
  property: string
  address: string
  timeZone: string
  doors: string[]
}

/**
 * The doors that a person may open now at some properties: always computed from grants, never copied.
 * Nobody who is inactive, held or deleted opens anything (doors fail closed).
 */
export async function doorsOf(
  ctx: Context,
  { employeeId, propertyIds }: { employeeId: string; propertyIds: string[] },
): Promise<OpenPlace[]> {
  return ctx.db
    .select({
      propertyId: properties.id,
      property: properties.name,
      address: properties.address,
      timeZone: properties.timeZone,
      doors: sql<
        string[]
      >`coalesce(jsonb_agg(distinct ${doors.name}) filter (where ${doors.id} is not null), '[]'::jsonb)`,
    })
    .from(grants)
    .innerJoin(
      employees,
      and(eq(employees.organizationId, grants.organizationId), eq(employees.id, grants.employeeId)),
    )
    .innerJoin(
      properties,
      and(
        eq(properties.organizationId, grants.organizationId),
        eq(properties.id, grants.propertyId),
      ),
    )
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
}
