import { and, desc, eq, gte, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, properties } from '@/db/schema'
import {
  type ActivityFilter,
  isSearch,
  matchesFilter,
  newerThan,
  olderThan,
  placeOf,
  type Reader,
} from './activity-filter'
import { maskEntry } from './mask'
import {
  ACTIVITY_COUNTED_MAX,
  ACTIVITY_PAGE_SIZE,
  ACTIVITY_SEARCHED_MAX,
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
  const floor = await searchFloor(ctx, filter, reader)
  const rows = await ctx.db
    .select(entryColumns)
    .from(activity)
    .leftJoin(properties, itsProperty)
    .where(
      and(matchesFilter(ctx, filter, reader), olderThan(filter.page ?? ''), notOlderThan(floor)),
    )
    .orderBy(desc(activity.at), desc(activity.id))
    .limit(size + 1)
  const page = rows.slice(0, size)
  const last = page.at(-1)
  const isFull = rows.length > page.length
  const end = isFull ? last : floor
  return {
    rows: page.map((row) => entryOf(row, reader)),
    next: end ? cursorOf(end) : null,
    searchedTo: isFull ? null : (floor?.at ?? null),
  }
}

type Place = Pick<AnyActivityRow, 'at' | 'id'>

/**
 * The oldest entry that a search from the filter's page on looks at; undefined when it looks at all
 * there are, or when nothing is searched for. Whatever else the filter asks narrows the log first,
 * so one person's entries are searched to the end.
 */
async function searchFloor(
  ctx: Context,
  filter: ActivityFilter,
  reader: Reader,
): Promise<Place | undefined> {
  if (!isSearch(filter)) return undefined
  const [oldest, beyond] = await ctx.db
    .select({ at: activity.at, id: activity.id })
    .from(activity)
    .where(and(matchesFilter(ctx, { ...filter, q: '' }, reader), olderThan(filter.page ?? '')))
    .orderBy(desc(activity.at), desc(activity.id))
    .offset(ACTIVITY_SEARCHED_MAX - 1)
    .limit(2)
  return beyond && oldest
}

function notOlderThan(floor: Place | undefined) {
  return floor && gte(sql`(${activity.at}, ${activity.id})`, placeOf(cursorOf(floor)))
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
  if (!filter.page && page.next === null) return { count: page.rows.length, more: 'no' }
  const floor = await searchFloor(ctx, { ...filter, page: '' }, reader)
  const some = ctx.db
    .select({ id: activity.id })
    .from(activity)
    .where(and(matchesFilter(ctx, filter, reader), notOlderThan(floor)))
    .limit(ACTIVITY_COUNTED_MAX + 1)
    .as('some')
  const counted = await ctx.db.$count(some)
  if (counted > ACTIVITY_COUNTED_MAX) return { count: ACTIVITY_COUNTED_MAX, more: 'yes' }
  return { count: counted, more: floor ? 'perhaps' : 'no' }
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
