import { and, desc, eq, gt, gte, isNull, or, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, heldRemovals } from '@/db/schema'
import type { Cause } from './cause'
import { lastContact } from './last-contact'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const QUIET_MS_MIN = 2 * HOUR_MS
const USUAL_GAPS = 3
/** Requests closer together than this belong to one cycle. */
const CYCLE_GAP_MS = 5 * MINUTE_MS
const GAPS_FROM_DAYS = 7
/** Enough requests to see several cycles of even a large directory. */
const REQUESTS_READ_MAX = 3_000

/** One person's bad value fails once a cycle; a batch of failures is a trouble of the sync. */
const FAILURES_MIN = 3
/** Longer than the pause between cycles, or every pause would be told as the end of the trouble. */
const FAILURES_WITHIN_MS = 2 * HOUR_MS
const FAILURES_READ_MAX = 1_000

/** No call for two hours, or for three times the usual gap between cycles when that is longer. */
export async function findEntraQuiet(ctx: Context): Promise<Cause[]> {
  const since = await lastContact(ctx)
  if (!since) return []
  const silence = ctx.now.getTime() - since.getTime()
  if (silence < QUIET_MS_MIN || silence < USUAL_GAPS * (await usualGap(ctx, since))) return []
  const count = { what: 'hours', number: Math.floor(silence / HOUR_MS) } as const
  return [
    { kind: 'entra_quiet', cause: 'entra_quiet', since, stage: 0, count, days: 0, detail: '' },
  ]
}

/** The median pause between cycles in the week before the last call; 0 where there was one cycle. */
async function usualGap(ctx: Context, until: Date): Promise<number> {
  const rows = await ctx.db
    .select({ at: activity.at })
    .from(activity)
    .where(
      and(
        eq(activity.organizationId, ctx.organizationId),
        gt(activity.at, new Date(until.getTime() - GAPS_FROM_DAYS * DAY_MS)),
        eq(activity.kind, 'scim.request'),
      ),
    )
    .orderBy(desc(activity.at))
    .limit(REQUESTS_READ_MAX)
  const gaps = rows
    .flatMap(({ at }, index) => {
      const later = rows[index - 1]
      return later ? later.at.getTime() - at.getTime() : []
    })
    .filter((gap) => gap > CYCLE_GAP_MS)
    .sort((a, b) => a - b)
  return gaps[Math.floor(gaps.length / 2)] ?? 0
}

/**
 * Requests that changed nothing because we refused or failed. A search that finds nobody, a
 * conflict, which Entra mends by matching, and a limit, after which it comes back, are none.
 */
export async function findSyncFailing(ctx: Context): Promise<Cause[]> {
  const status = sql<number>`(${activity.data} ->> 'status')::int`
  const rows = await ctx.db
    .select({ at: activity.at })
    .from(activity)
    .where(
      and(
        eq(activity.organizationId, ctx.organizationId),
        gte(activity.at, new Date(ctx.now.getTime() - FAILURES_WITHIN_MS)),
        eq(activity.kind, 'scim.request'),
        sql`${status} >= 400 and ${status} not in (404, 409, 429)`,
      ),
    )
    .orderBy(activity.at)
    .limit(FAILURES_READ_MAX)
  const [first] = rows
  if (!first || rows.length < FAILURES_MIN) return []
  const count = { what: 'requests', number: rows.length } as const
  const rest = { since: first.at, stage: 0, count, days: 0, detail: '' }
  return [{ kind: 'sync_failing', cause: 'sync_failing', ...rest }]
}

/** Access that the guard keeps until a person decides, and nobody has put off. */
export async function findRemovalsHeld(ctx: Context): Promise<Cause[]> {
  const [held] = await ctx.db
    .select({
      people: sql<number>`count(distinct ${heldRemovals.employeeId})::int`,
      since: sql<Date | null>`min(${heldRemovals.since})`.mapWith(heldRemovals.since),
    })
    .from(heldRemovals)
    .where(
      and(
        eq(heldRemovals.organizationId, ctx.organizationId),
        or(
          isNull(heldRemovals.keptUntil),
          sql`${heldRemovals.keptUntil} <= ${ctx.now.toISOString()}::timestamptz`,
        ),
      ),
    )
  if (!held?.since || held.people === 0) return []
  const count = { what: 'people', number: held.people } as const
  const rest = { since: held.since, stage: 0, count, days: 0, detail: '' }
  return [{ kind: 'removals_held', cause: 'removals_held', ...rest }]
}
