import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, properties } from '@/db/schema'
import {
  type ActivityFilter,
  matchesFilter,
  newerThan,
  olderThan,
  type Reader,
} from './activity-filter'
import { maskEntry } from './mask'
import {
  ACTIVITY_COUNTED_MAX,
  ACTIVITY_PAGE_SIZE,
  type ActivityPage,
  type ActivityTotal,
  type AnyActivityRow,
  cursorOf,
} from './schemas'

/** More than anybody counts one by one. */
const NEWER_MAX = 100

/** Pages that more roles may open hand in a reader of their own. */
const everything: Reader = { seesPersonal: true }

/**
 * Entries, newest first. Pages are cut by the last entry that was seen, so they stay right while
 * new entries arrive on top.
 */
export async function listActivity(
  ctx: Context,
  filter: ActivityFilter,
  reader: Reader = everything,
  size = ACTIVITY_PAGE_SIZE,
): Promise<ActivityPage> {
  const rows = await ctx.db
    .select(entryColumns)
    .from(activity)
    .leftJoin(properties, itsProperty)
    .where(and(matchesFilter(ctx, filter, reader), olderThan(filter.page ?? '')))
    .orderBy(desc(activity.at), desc(activity.id))
    .limit(size + 1)
  const page = rows.slice(0, size)
  const last = page.at(-1)
  const next = rows.length > page.length && last ? cursorOf(last) : null
  return { rows: page.map((row) => entryOf(row, reader)), next }
}

/** How many entries a filter means, counted to the end. */
export async function countActivity(
  ctx: Context,
  filter: ActivityFilter,
  reader: Reader,
): Promise<number> {
  return ctx.db.$count(activity, matchesFilter(ctx, filter, reader))
}

/** The same for a page that shows it: one that holds everything is counted, many are enough said. */
export async function totalOf(
  ctx: Context,
  { filter, page }: { filter: ActivityFilter; page: ActivityPage },
  reader: Reader,
): Promise<ActivityTotal> {
  if (!filter.page && page.next === null) return { count: page.rows.length, orMore: false }
  const some = ctx.db
    .select({ id: activity.id })
    .from(activity)
    .where(matchesFilter(ctx, filter, reader))
    .limit(ACTIVITY_COUNTED_MAX + 1)
    .as('some')
  const counted = await ctx.db.$count(some)
  return {
    count: Math.min(counted, ACTIVITY_COUNTED_MAX),
    orMore: counted > ACTIVITY_COUNTED_MAX,
  }
}

/** How many entries have come since the newest one that a reader was shown; at most a hundred. */
export async function countNewer(
  ctx: Context,
  { filter, newest }: { filter: ActivityFilter; newest: string },
  reader: Reader,
): Promise<number> {
  const rows = await ctx.db
    .select({ id: activity.id })
    .from(activity)
    .where(and(matchesFilter(ctx, filter, reader), newerThan(newest)))
    .limit(NEWER_MAX)
  return rows.length
}

export const entryColumns = {
  id: activity.id,
  at: activity.at,
  lens: activity.lens,
  kind: activity.kind,
  actor: activity.actor,
  data: activity.data,
  subjectKind: activity.subjectKind,
  subjectId: activity.subjectId,
  property: { id: properties.id, name: properties.name, timeZone: properties.timeZone },
  requestId: activity.requestId,
}

/** Under today's name; the entry's own sentence keeps the one of then. */
export const itsProperty = and(
  eq(properties.organizationId, activity.organizationId),
  eq(properties.id, activity.propertyId),
)

type EntryColumns = Pick<
  typeof activity.$inferSelect,
  Exclude<keyof typeof entryColumns, 'property'>
> &
  Pick<AnyActivityRow, 'property'>

/** `recordActivity` is the only writer, so a row's kind and data belong together. */
export function entryOf(row: EntryColumns, { seesPersonal }: Reader): AnyActivityRow {
  const { subjectKind, subjectId, ...rest } = row
  const subject = subjectKind && subjectId ? { kind: subjectKind, id: subjectId } : null
  const entry = { ...rest, subject } as AnyActivityRow
  return seesPersonal ? entry : maskEntry(entry)
}
