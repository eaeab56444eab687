import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { refersTo } from '@/db/predicates'
import {
  accessGroupDoors,
  accessGroups,
  decisions,
  doors,
  grants,
  heldRemovals,
  properties,
  roles,
} from '@/db/schema'
import type { OpeningHours } from '@/lib/kernel/opening-hours'

/** A grant that runs now, with the doors that it opens. */
export interface HeldGrant {
  grantId: string
  accessGroupId: string
  accessGroup: string
  hours: OpeningHours
  doors: string[]
  source: 'rule' | 'hand'
  since: Date
  until: Date | null
  givenBy: string | null
  reason: string | null
  /** The rules no longer give it, and its removal waits for a decision since then. */
  waitsSince: Date | null
}

export async function readDecisions(
  ctx: Context,
  employeeId: string,
): Promise<Map<string, { ruleIds: string[]; role: string }>> {
  const rows = await ctx.db
    .select({ propertyId: decisions.propertyId, ruleIds: decisions.ruleIds, role: roles.name })
    .from(decisions)
    .innerJoin(roles, refersTo(roles, decisions.organizationId, decisions.roleId))
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
      grantId: grants.id,
      propertyId: grants.propertyId,
      accessGroupId: grants.accessGroupId,
      accessGroup: accessGroups.name,
      hours: accessGroups.hours,
      doors: sql<string[]>`${doorNames}`,
      source: grants.source,
      since: grants.since,
      until: grants.until,
      givenBy: grants.givenBy,
      reason: grants.reason,
      waitsSince: heldRemovals.since,
    })
    .from(grants)
    .innerJoin(accessGroups, refersTo(accessGroups, grants.organizationId, grants.accessGroupId))
    .leftJoin(
      heldRemovals,
      and(
        eq(heldRemovals.organizationId, grants.organizationId),
        eq(heldRemovals.employeeId, grants.employeeId),
        eq(heldRemovals.propertyId, grants.propertyId),
        eq(grants.source, 'rule'),
        sql`${grants.accessGroupId} = any(${heldRemovals.accessGroupIds})`,
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

export interface LaidOutGroup {
  accessGroupId: string
  accessGroup: string
  doors: string[]
}

export interface LaidOutDoor {
  id: string
  name: string
  groups: { id: string; name: string }[]
}

/** Every access group and every door of each property; two statements. */
export async function readLayout(
  ctx: Context,
): Promise<(propertyId: string) => { groups: LaidOutGroup[]; doors: LaidOutDoor[] }> {
  const doorNames = sql`(
    select coalesce(jsonb_agg(d.name order by d.name_key), '[]'::jsonb)
    from ${accessGroupDoors} as gd
    join ${doors} as d on d.organization_id = gd.organization_id and d.id = gd.door_id
    where gd.organization_id = ${accessGroups.organizationId} and gd.access_group_id = ${accessGroups.id})`
  const groupRows = await ctx.db
    .select({
      propertyId: accessGroups.propertyId,
      accessGroupId: accessGroups.id,
      accessGroup: accessGroups.name,
      doors: sql<string[]>`${doorNames}`,
    })
    .from(accessGroups)
    .where(eq(accessGroups.organizationId, ctx.organizationId))
    .orderBy(asc(accessGroups.nameKey))
  const openers = sql`(
    select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name_key), '[]'::jsonb)
    from ${accessGroupDoors} as gd
    join ${accessGroups} as g on g.organization_id = gd.organization_id and g.id = gd.access_group_id
    where gd.organization_id = ${doors.organizationId} and gd.door_id = ${doors.id})`
  const doorRows = await ctx.db
    .select({
      propertyId: doors.propertyId,
      id: doors.id,
      name: doors.name,
      groups: sql<LaidOutDoor['groups']>`${openers}`,
    })
    .from(doors)
    .where(eq(doors.organizationId, ctx.organizationId))
    .orderBy(asc(doors.nameKey))
  const groupsOf = Map.groupBy(groupRows, (row) => row.propertyId)
  const doorsOf = Map.groupBy(doorRows, (row) => row.propertyId)
  return (propertyId) => ({
    groups: (groupsOf.get(propertyId) ?? []).map(({ propertyId: _place, ...group }) => group),
    doors: (doorsOf.get(propertyId) ?? []).map(({ propertyId: _place, ...door }) => door),
  })
}
