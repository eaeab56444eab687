import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import {
  accessGroupDoors,
  accessGroups,
  decisions,
  doors,
  grants,
  properties,
  roles,
} from '@/db/schema'

/** A grant that runs now, with the doors that it opens. */
export interface HeldGrant {
  accessGroupId: string
  accessGroup: string
  doors: string[]
  source: 'rule' | 'hand'
  since: Date
  until: Date | null
  givenBy: string | null
  reason: string | null
}

export async function readDecisions(
  ctx: Context,
  employeeId: string,
): Promise<Map<string, { ruleIds: string[]; role: string }>> {
  const rows = await ctx.db
    .select({ propertyId: decisions.propertyId, ruleIds: decisions.ruleIds, role: roles.name })
    .from(decisions)
    .innerJoin(
      roles,
      and(eq(roles.organizationId, decisions.organizationId), eq(roles.id, decisions.roleId)),
    )
    .where(
      and(eq(decisions.organizationId, ctx.organizationId), eq(decisions.employeeId, employeeId)),
    )
  return new Map(rows.map(({ propertyId, ...decision }) => [propertyId, decision]))
}

export async function readGrants(
  ctx: Context,
  employeeId: string,
): Promise<Map<string, HeldGrant[]>> {
  const doorNames = sql`(
    select coalesce(jsonb_agg(d.name order by d.name_key), '[]'::jsonb)
    from ${accessGroupDoors} as gd
    join ${doors} as d on d.organization_id = gd.organization_id and d.id = gd.door_id
    where gd.organization_id = ${grants.organizationId} and gd.access_group_id = ${grants.accessGroupId})`
  const rows = await ctx.db
    .select({
      propertyId: grants.propertyId,
      accessGroupId: grants.accessGroupId,
      accessGroup: accessGroups.name,
      doors: sql<string[]>`${doorNames}`,
      source: grants.source,
      since: grants.since,
      until: grants.until,
      givenBy: grants.givenBy,
      reason: grants.reason,
    })
    .from(grants)
    .innerJoin(
      accessGroups,
      and(
        eq(accessGroups.organizationId, grants.organizationId),
        eq(accessGroups.id, grants.accessGroupId),
      ),
    )
    .where(
      and(
        eq(grants.organizationId, ctx.organizationId),
        eq(grants.employeeId, employeeId),
        or(isNull(grants.until), gt(grants.until, ctx.now)),
      ),
    )
    .orderBy(asc(accessGroups.nameKey), asc(grants.source))
  const byPlace = Map.groupBy(rows, (row) => row.propertyId)
  return new Map(
    [...byPlace].map(([propertyId, list]) => [
      propertyId,
      list.map(({ propertyId: _place, ...grant }) => grant),
    ]),
  )
}

export async function readPlaces(ctx: Context) {
  return ctx.db
    .select({
      propertyId: properties.id,
      property: properties.name,
      timeZone: properties.timeZone,
    })
    .from(properties)
    .where(eq(properties.organizationId, ctx.organizationId))
    .orderBy(asc(properties.nameKey), asc(properties.id))
}
