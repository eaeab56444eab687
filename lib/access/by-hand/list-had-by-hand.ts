import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { accessGroups, activity, grants, properties } from '@/db/schema'

/** What somebody had by hand when all their access ended. */
export interface HadByHand {
  propertyId: string
  accessGroupId: string
  accessGroup: string
  /** The property's own day; null: it had no end. */
  lastDay: string | null
  reason: string
}

/**
 * What a person had by hand before they left, or before all access was taken away, and who is back:
 * where its last day is not over and the access group is still there. It does not come back by
 * itself; it is offered, to be given again with one press (product.md 4.4). Read from the activity
 * log, which alone remembers it.
 */
export async function listHadByHand(
  ctx: Context,
  { employeeId }: { employeeId: string },
): Promise<HadByHand[]> {
  const { organizationId } = ctx
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const ofPerson = sql`a.organization_id = ${organizationId} and a.subject_id = ${employeeId}`
  const { rows } = await ctx.db.execute<{
    property_id: string
    access_group_id: string
    access_group: string
    last_day: string | null
    reason: string
  }>(sql`
    with back as (
      select max(a.at) as at from ${activity} as a
      where ${ofPerson} and a.kind in ('employee.reactivated', 'employee.released')
    ),
    gone as (
      select max(a.at) as at from ${activity} as a, back
      where ${ofPerson} and a.kind in ('employee.deactivated', 'employee.deleted', 'employee.held') and a.at <= back.at
    ),
    told as (
      select distinct on (a.property_id, a.data ->> 'accessGroup') a.property_id, a.kind, a.data
      from ${activity} as a, gone
      where ${ofPerson} and a.kind in ('access.given', 'access.extended', 'access.taken')
        and a.data -> 'byHand' is not null and a.at < gone.at
      order by a.property_id, a.data ->> 'accessGroup', a.at desc, a.id desc
    )
    select t.property_id, g.id as access_group_id, g.name as access_group,
      t.data -> 'byHand' ->> 'lastDay' as last_day, t.data -> 'byHand' ->> 'reason' as reason
    from told as t
    join ${accessGroups} as g on g.organization_id = ${organizationId}
      and g.property_id = t.property_id and g.name = t.data ->> 'accessGroup'
    join ${properties} as p on p.organization_id = ${organizationId} and p.id = t.property_id
    where t.kind <> 'access.taken'
      and coalesce((t.data -> 'byHand' ->> 'lastDay')::date >= (${now} at time zone p.time_zone)::date, true)
      and not exists (
        select 1 from ${grants} as h
        where h.organization_id = ${organizationId} and h.employee_id = ${employeeId}
          and h.access_group_id = g.id and h.source = 'hand')
      and not exists (
        select 1 from ${activity} as a, back
        where ${ofPerson} and a.kind = 'access.given' and a.data -> 'byHand' is not null and a.at >= back.at
          and a.property_id = t.property_id and a.data ->> 'accessGroup' = g.name)
    order by g.name_key`)
  return rows.map((row) => ({
    propertyId: row.property_id,
    accessGroupId: row.access_group_id,
    accessGroup: row.access_group,
    lastDay: row.last_day,
    reason: row.reason,
  }))
}
