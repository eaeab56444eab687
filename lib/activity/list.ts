import { and, asc, desc, eq, gt, like, ne, type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { escapeLike } from '@/db/predicates'
import { activity, properties } from '@/db/schema'
import {
  ACTIVITY_PAGE_SIZE,
  type ActivityPage,
  type ActivityQuery,
  type AnyActivityRow,
  type Period,
} from './schemas'

const HOUR_MS = 60 * 60 * 1000
const PERIOD_HOURS: Record<Exclude<Period, 'all'>, number> = { '24h': 24, '7d': 168, '30d': 720 }
/** A bulk push may write thousands of entries under one request id. */
const RELATED_MAX = 20

export type ActivityFilter = Partial<ActivityQuery>

/**
 * Entries, newest first. Pages are cut by the last entry that was seen, so they stay right while
 * new entries arrive on top.
 */
export async function listActivity(ctx: Context, filter: ActivityFilter): Promise<ActivityPage> {
  const rows = await ctx.db
    .select(columns)
    .from(activity)
    .leftJoin(properties, itsProperty)
    .where(
      and(
        eq(activity.organizationId, ctx.organizationId),
        filter.lens ? eq(activity.lens, filter.lens) : undefined,
        filter.what ? like(activity.kind, `${escapeLike(filter.what)}.%`) : undefined,
        filter.subject ? eq(activity.subjectId, filter.subject) : undefined,
        since(ctx, filter.period ?? 'all'),
        mentions(filter.q ?? ''),
        olderThan(filter.page ?? ''),
      ),
    )
    .orderBy(desc(activity.at), desc(activity.id))
    .limit(ACTIVITY_PAGE_SIZE + 1)
  const page = rows.slice(0, ACTIVITY_PAGE_SIZE)
  const last = page.at(-1)
  const next = rows.length > page.length && last ? `${last.at.toISOString()}|${last.id}` : null
  return { rows: page.map(entryOf), next }
}

export interface ActivityDetails {
  entry: AnyActivityRow
  /** What else the same request did, in the order it was written. */
  related: AnyActivityRow[]
}

export async function readActivity(
  ctx: Context,
  input: { id: string },
): Promise<ActivityDetails | undefined> {
  const [row] = await ctx.db
    .select(columns)
    .from(activity)
    .leftJoin(properties, itsProperty)
    .where(and(eq(activity.organizationId, ctx.organizationId), eq(activity.id, input.id)))
  if (!row) return undefined
  const related = row.requestId
    ? await ctx.db
        .select(columns)
        .from(activity)
        .leftJoin(properties, itsProperty)
        .where(
          and(
            eq(activity.organizationId, ctx.organizationId),
            eq(activity.requestId, row.requestId),
            ne(activity.id, row.id),
          ),
        )
        .orderBy(asc(activity.at), asc(activity.id))
        .limit(RELATED_MAX)
    : []
  return { entry: entryOf(row), related: related.map(entryOf) }
}

const columns = {
  id: activity.id,
  at: activity.at,
  kind: activity.kind,
  actor: activity.actor,
  data: activity.data,
  subjectKind: activity.subjectKind,
  subjectId: activity.subjectId,
  property: { id: properties.id, name: properties.name, timeZone: properties.timeZone },
  requestId: activity.requestId,
}

/** Under today's name; the entry's own sentence keeps the one of then. */
const itsProperty = and(
  eq(properties.organizationId, activity.organizationId),
  eq(properties.id, activity.propertyId),
)

/** `recordActivity` is the only writer, so a row's kind and data belong together. */
function entryOf(
  row: Pick<typeof activity.$inferSelect, Exclude<keyof typeof columns, 'property'>> &
    Pick<AnyActivityRow, 'property'>,
): AnyActivityRow {
  const { subjectKind, subjectId, ...rest } = row
  const subject = subjectKind && subjectId ? { kind: subjectKind, id: subjectId } : null
  return { ...rest, subject } as AnyActivityRow
}

function since(ctx: Context, period: Period): SQL | undefined {
  if (period === 'all') return undefined
  return gt(activity.at, new Date(ctx.now.getTime() - PERIOD_HOURS[period] * HOUR_MS))
}

/** Any value of the entry, or its actor's name, contains the text. */
function mentions(text: string): SQL | undefined {
  if (text === '') return undefined
  const pattern = `%${escapeLike(text)}%`
  return sql`(
    coalesce(${activity.actor}->>'name', '') ilike ${pattern}
    or exists (select 1 from jsonb_each_text(${activity.data}) as told
               where coalesce(told.value, '') ilike ${pattern}))`
}

/** A cursor that is not one of ours begins at the top. */
function olderThan(cursor: string): SQL | undefined {
  const [at = '', id = ''] = cursor.split('|')
  if (id === '' || Number.isNaN(Date.parse(at))) return undefined
  return sql`(${activity.at}, ${activity.id}) < (${new Date(at).toISOString()}::timestamptz, ${id})`
}
