import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, employees } from '@/db/schema'
import type { Cause } from './cause'
import { lastContact } from './last-contact'

const DAY_MS = 24 * 60 * 60 * 1000
/** Entra must have called for so long without changing anybody (product.md 4.4). */
const WITHOUT_UPDATES_MS = 7 * DAY_MS
/** In a small office a week without a change is nothing; three arrivals and no change are something. */
const ARRIVALS_MIN = 3

/**
 * People arrive and nobody is ever changed: *Update* may be switched off in Entra's mapping, and
 * with it the word that somebody leaves (product.md 0.4). So it is once three people have been
 * created since the last update of anybody, the first of them a week of calls ago, and it stays so
 * until an update arrives.
 */
export async function findUpdatesMissing(ctx: Context): Promise<Cause[]> {
  const heard = await lastContact(ctx)
  const since = heard && (await arrivalWithoutUpdates(ctx, heard))
  if (!since) return []
  const count = { what: 'people', number: 0 } as const
  const rest = { since, stage: 0, count, days: 0, detail: '' }
  return [{ kind: 'updates_missing', cause: 'updates_missing', ...rest }]
}

/**
 * The arrival since which no update came; undefined where one did, or too few arrived. It is the
 * newest that leaves enough arrivals and enough time behind it, so only of people who changed since
 * the log is asked, which alone tells an update from a deletion: along the index of one person's
 * entries, never through the log. With 100,000 people and a million entries it takes 10 to 22 ms.
 */
async function arrivalWithoutUpdates(ctx: Context, lastContactAt: Date): Promise<Date | undefined> {
  const weekBefore = new Date(lastContactAt.getTime() - WITHOUT_UPDATES_MS).toISOString()
  const ofOurs = sql`e.organization_id = ${ctx.organizationId}`
  const { rows } = await ctx.db.execute<{ since: string }>(sql`
    select since from (
      select least(early.at, counted.at) as since
      from (
        select e.created_at as at from ${employees} as e
        where ${ofOurs} and e.source = 'entra' and e.created_at <= ${weekBefore}::timestamptz
        order by e.created_at desc limit 1
      ) as early, (
        select e.created_at as at from ${employees} as e
        where ${ofOurs} and e.source = 'entra'
        order by e.created_at desc offset ${ARRIVALS_MIN - 1} limit 1
      ) as counted
    ) as arrival
    where exists (
        select 1 from ${employees} as e
        where ${ofOurs} and e.source = 'entra' and e.active and e.deleted_at is null)
      and not exists (
        select 1 from ${employees} as e
        where ${ofOurs} and e.last_modified_at > arrival.since and e.last_modified_at > e.created_at
          and exists (
            select 1 from ${activity} as a
            where a.organization_id = e.organization_id and a.subject_id = e.id and a.at > arrival.since
              and a.kind = 'scim.request' and a.data ->> 'method' in ('PATCH', 'PUT')))`)
  return rows[0] && new Date(rows[0].since)
}
