import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, grants, mobileKeys, outboxMessages } from '@/db/schema'
import { groupsTold } from '@/lib/activity/changed-sql'
import { KEY_INVITATION } from './topics'

/** Whole properties that somebody gained or lost since a moment. */
export interface PropertyChanges {
  gained: string[]
  lost: string[]
  /** Whether any property is left. */
  any: boolean
}

type Row = { property_id: string; had: boolean; has: boolean; told: boolean }

/**
 * Compares what a person may open now with what it was: there was access at a property when a
 * grant of today is older, or when one was taken that had not been given since. A property whose
 * key is new is told of by its invitation, when there is one or one is planned.
 */
export async function propertyChangesOf(
  ctx: Context,
  { employeeId, since }: { employeeId: string; since: Date },
): Promise<PropertyChanges> {
  const from = sql`${since.toISOString()}::timestamptz`
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const { rows } = await ctx.db.execute<Row>(sql`
    with living as (
      select property_id, min(since) as since from ${grants}
      where organization_id = ${ctx.organizationId} and employee_id = ${employeeId}
        and (until is null or until > ${now})
      group by property_id
    ),
    told as (
      select a.property_id, a.at, a.id, g.gives, g.access_group
      from ${activity} as a cross join lateral ${groupsTold(sql`a`)} as g
      where a.organization_id = ${ctx.organizationId} and a.subject_id = ${employeeId}
        and a.at >= ${from} and a.property_id is not null
    ),
    lost as (
      select distinct taken.property_id from told as taken
      where not taken.gives and not exists (
        select 1 from told as given
        where given.gives and given.property_id = taken.property_id
          and given.access_group = taken.access_group and (given.at, given.id) < (taken.at, taken.id))
    ),
    places as (select property_id from living union select property_id from told)
    select p.property_id,
      (coalesce(l.since < ${from}, false) or x.property_id is not null) as had,
      l.property_id is not null as has,
      exists (
        select 1 from ${mobileKeys} as k
        where k.organization_id = ${ctx.organizationId} and k.employee_id = ${employeeId}
          and k.property_id = p.property_id and k.revoked_at is null and k.issued_at >= ${from}
          and (k.invitation_id is not null or ${isInvitationPlanned(ctx, employeeId)})
      ) as told
    from places as p
    left join living as l on l.property_id = p.property_id
    left join lost as x on x.property_id = p.property_id`)
  return {
    gained: rows.filter((row) => row.has && !row.had && !row.told).map((row) => row.property_id),
    lost: rows.filter((row) => row.had && !row.has).map((row) => row.property_id),
    any: rows.some((row) => row.has),
  }
}

function isInvitationPlanned(ctx: Context, employeeId: string): SQL {
  return sql`exists (
    select 1 from ${outboxMessages} as m
    where m.organization_id = ${ctx.organizationId} and m.topic = ${KEY_INVITATION}
      and m.done_at is null and m.dead_at is null and m.payload ->> 'employeeId' = ${employeeId})`
}
