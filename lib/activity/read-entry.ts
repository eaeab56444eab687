import { and, asc, eq, ne } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, properties, requestBodies } from '@/db/schema'
import type { Reader } from './activity-filter'
import { type Fix, fixRefusal } from './fix-refusal'
import { entryColumns, entryOf, itsProperty } from './list'
import { maskBody } from './mask'
import type { AnyActivityRow } from './schemas'

/** A bulk push may write thousands of entries under one request id; the rest is behind a link. */
const RELATED_MAX = 50

export interface ActivityDetails {
  entry: AnyActivityRow
  /** What else the same request did, in the order it was written. */
  related: AnyActivityRow[]
  relatedTotal: number
  /** What ends the failure, when the entry tells of one. */
  fix: Fix | null
  /** What the request carried; null when it had no body, or 30 days after it. */
  body: string | null
}

/** One entry with everything that its request did. Undefined when there is none by this id. */
export async function readActivity(
  ctx: Context,
  input: { id: string },
  reader: Reader,
): Promise<ActivityDetails | undefined> {
  const [row] = await ctx.db
    .select(entryColumns)
    .from(activity)
    .leftJoin(properties, itsProperty)
    .where(and(eq(activity.organizationId, ctx.organizationId), eq(activity.id, input.id)))
  if (!row) return undefined
  const entry = entryOf(row, reader)
  const fix = entry.kind === 'scim.request' ? (fixRefusal(entry.data) ?? null) : null
  const { requestId } = row
  if (requestId === null) return { entry, fix, related: [], relatedTotal: 0, body: null }
  const others = and(
    eq(activity.organizationId, ctx.organizationId),
    eq(activity.requestId, requestId),
    ne(activity.id, row.id),
  )
  const related = await ctx.db
    .select(entryColumns)
    .from(activity)
    .leftJoin(properties, itsProperty)
    .where(others)
    .orderBy(asc(activity.at), asc(activity.id))
    .limit(RELATED_MAX)
  return {
    entry,
    fix,
    related: related.map((one) => entryOf(one, reader)),
    relatedTotal:
      related.length < RELATED_MAX ? related.length : await ctx.db.$count(activity, others),
    body: await readBody(ctx, requestId, reader),
  }
}

async function readBody(
  ctx: Context,
  requestId: string,
  { seesPersonal }: Reader,
): Promise<string | null> {
  const [row] = await ctx.db
    .select({ sent: requestBodies.sent })
    .from(requestBodies)
    .where(
      and(
        eq(requestBodies.organizationId, ctx.organizationId),
        eq(requestBodies.requestId, requestId),
      ),
    )
  if (!row) return null
  return seesPersonal ? row.sent : maskBody(row.sent)
}
