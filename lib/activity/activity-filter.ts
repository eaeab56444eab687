import { and, eq, gt, ne, type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { escapeLike } from '@/db/predicates'
import { activity } from '@/db/schema'
import { tellsOfNoun } from './changed-sql'
import type { ActivityKind } from './kinds'
import { impersonalFields } from './mask'
import { type ActivityQuery, actorKinds, type OutcomeFilter, type Period } from './schemas'

const HOUR_MS = 60 * 60 * 1000
const PERIOD_HOURS: Record<Exclude<Period, 'all' | 'custom'>, number> = {
  '24h': 24,
  '7d': 168,
  '30d': 720,
}

const REQUEST_ID = /^req_[0-9a-z]{26}$/

/** What is asked of the log; whatever is left out limits nothing. */
export type ActivityFilter = Partial<ActivityQuery> & {
  /** Whose days `from` and `to` are. */
  timeZone?: string
  /** What is left out. */
  without?: ActivityKind
}

/** Who reads: roles below User Manager see personal values masked. */
export interface Reader {
  seesPersonal: boolean
}

/** The entries that a filter means, whatever page of them. */
export function matchesFilter(
  ctx: Context,
  filter: ActivityFilter,
  reader: Reader,
): SQL | undefined {
  const q = filter.q ?? ''
  // The id that stood in an answer's header, pasted as text, is looked for through every lens.
  const request = filter.request || (REQUEST_ID.test(q) ? q : '')
  return and(
    eq(activity.organizationId, ctx.organizationId),
    request ? eq(activity.requestId, request) : ofLens(filter),
    filter.what ? tellsOfNoun(sql`${activity}`, filter.what) : undefined,
    filter.without ? ne(activity.kind, filter.without) : undefined,
    filter.subject ? eq(activity.subjectId, filter.subject) : undefined,
    filter.property ? eq(activity.propertyId, filter.property) : undefined,
    byActor(filter.actor ?? ''),
    endedAs(filter.outcome ?? 'any'),
    within(ctx, filter),
    mentions(request === q ? '' : q, reader),
  )
}

/** Whether values are searched for a text, which no index knows. */
export function isSearch({ q = '' }: ActivityFilter): boolean {
  return q !== '' && !REQUEST_ID.test(q)
}

/** Entries before the one at the cursor; a cursor that is not one of ours begins at the top. */
export function olderThan(cursor: string): SQL | undefined {
  const place = placeOf(cursor)
  return place && sql`(${activity.at}, ${activity.id}) < ${place}`
}

export function newerThan(cursor: string): SQL | undefined {
  const place = placeOf(cursor)
  return place && sql`(${activity.at}, ${activity.id}) > ${place}`
}

export function placeOf(cursor: string): SQL | undefined {
  const [at = '', id = ''] = cursor.split('|')
  if (id === '' || Number.isNaN(Date.parse(at))) return undefined
  return sql`(${new Date(at).toISOString()}::timestamptz, ${id})`
}

const ofLens = ({ lens }: ActivityFilter) => (lens ? eq(activity.lens, lens) : undefined)

function byActor(actor: string): SQL | undefined {
  if (actor === '') return undefined
  return actorKinds.some((kind) => kind === actor)
    ? sql`${activity.actor}->>'kind' = ${actor}`
    : sql`coalesce(${activity.actor}->>'userId' = ${actor}, false)`
}

/** A request has a status; what is no request has happened. Refusals are found by an index of their own. */
function endedAs(outcome: OutcomeFilter): SQL | undefined {
  switch (outcome) {
    case 'any':
      return undefined
    case 'done':
      return sql`not coalesce(${refused}, false)`
    case 'refused':
      return sql`${refused} and (${activity.data}->>'status')::int < 500`
    case 'failed':
      return sql`${refused} and (${activity.data}->>'status')::int >= 500`
  }
}

/** Word for word the condition of the index `activity_refused`. */
const refused = sql`(${activity.kind} = 'scim.request' and (${activity.data}->>'status')::int >= 400)`

function within(ctx: Context, { period, from, to, timeZone = 'UTC' }: ActivityFilter) {
  if (!period || period === 'all') return undefined
  if (period !== 'custom') {
    return gt(activity.at, new Date(ctx.now.getTime() - PERIOD_HOURS[period] * HOUR_MS))
  }
  return and(
    from ? sql`${activity.at} >= ${from}::timestamp at time zone ${timeZone}` : undefined,
    to
      ? sql`${activity.at} < (${to}::timestamp + interval '1 day') at time zone ${timeZone}`
      : undefined,
  )
}

/**
 * Any value of the entry, however deep, or its actor's name, contains the text; for some readers, only
 * what is no person's. The whole entry as text is looked at first: it holds the names of fields too,
 * but it tells in a tenth of the time that an entry cannot match.
 */
function mentions(text: string, { seesPersonal }: Reader): SQL | undefined {
  if (text === '') return undefined
  const pattern = `%${escapeLike(text)}%`
  const asJson = `%${escapeLike(JSON.stringify(text).slice(1, -1))}%`
  const open = sql.join(
    impersonalFields.map((field) => sql`${field}`),
    sql`, `,
  )
  return sql`(
    ${seesPersonal ? sql`coalesce(${activity.actor}->>'name', '') ilike ${pattern} or` : sql``}
    (${activity.data}::text ilike ${asJson} and exists (
      select 1 from jsonb_each(${activity.data}) as field, jsonb_path_query(field.value, 'strict $.**') as told
      where ${seesPersonal ? sql`true` : sql`field.key in (${open})`}
        and jsonb_typeof(told) not in ('object', 'array') and coalesce(told #>> '{}', '') ilike ${pattern})))`
}
