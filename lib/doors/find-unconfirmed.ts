import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '@/db/context'
import { activity, doorControllers, doors, properties } from '@/db/schema'
import { takesAccess } from '@/lib/activity/changed-sql'

/** A controller that says that it is there does so every few minutes. */
const REPORTS_WITHIN_HOURS = 1
/** One that only asks is heard when somebody comes to one of its doors. */
const ASKS_WITHIN_HOURS = 24
/** What was taken longer ago is in no controller's memory any more, and in no look of ours. */
const LOOKS_BACK_DAYS = 30

export interface UnconfirmedDoors {
  controllerId: string
  controller: string
  /** Null: every property. */
  property: string | null
  /** How many doors ask through it. */
  doors: number
  /** When the first access was taken that it has not been heard since. */
  since: Date
}

const rowSchema = z.object({
  controllerId: z.string(),
  controller: z.string(),
  property: z.string().nullable(),
  doors: z.coerce.number(),
  since: z.coerce.date(),
})

/**
 * Controllers that have not been heard since access was taken at their doors. Such a door may be
 * cut off and decide from what it remembers (docs/decisions/010). One that never was heard guards
 * no door yet. What was heard may have been noted a minute late, as `check-door.ts` does.
 */
export async function findUnconfirmedDoors(ctx: Context): Promise<UnconfirmedDoors[]> {
  const { organizationId } = ctx
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const { rows } = await ctx.db.execute(sql`
    select c.id as "controllerId", c.name as controller, p.name as property, t.since,
      (select count(*) from ${doors} as d where d.organization_id = c.organization_id
        and (c.property_id is null or d.property_id = c.property_id)) as doors
    from ${doorControllers} as c
    left join ${properties} as p on p.organization_id = c.organization_id and p.id = c.property_id
    cross join lateral (
      select case when c.reports_at is null then ${ASKS_WITHIN_HOURS}::int else ${REPORTS_WITHIN_HOURS}::int end
        * interval '1 hour' as patience
    ) as w
    cross join lateral (
      select min(a.at) as since from ${activity} as a
      where a.organization_id = c.organization_id and a.lens = 'people' and ${takesAccess(sql`a`)}
        and a.at > greatest(c.last_heard_at + interval '1 minute', ${now} - ${LOOKS_BACK_DAYS}::int * interval '1 day')
        and a.at <= ${now} - w.patience
        and (c.property_id is null or a.property_id = c.property_id)
    ) as t
    where c.organization_id = ${organizationId} and c.revoked_at is null
      and c.last_heard_at < ${now} - w.patience and t.since is not null
    order by t.since, c.id`)
  return z.array(rowSchema).parse(rows)
}
