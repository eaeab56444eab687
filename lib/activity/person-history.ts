import { and, asc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { activity, properties } from '@/db/schema'
import { entryColumns, entryOf, itsProperty, listActivity } from './list'
import type { AnyActivityRow, HistoryMoment } from './schemas'

/** A page shows so many entries; the whole is behind a link. */
const ENTRIES_MAX = 60
/** What a request tells besides, for all the moments shown together. */
const CAUSES_MAX = 200

const reader = { seesPersonal: true }

/**
 * What happened to a person, newest first: each moment with what caused it (a value, a group, a
 * rule) and what followed (access, role, key, e-mail), tied together by the request id.
 */
export async function listPersonHistory(
  ctx: Context,
  input: { employeeId: string },
): Promise<HistoryMoment[]> {
  const filter = { subject: input.employeeId, lens: 'people' } as const
  const { rows } = await listActivity(ctx, filter, reader, ENTRIES_MAX)
  const causes = await readCauses(ctx, rows)
  const moments = Map.groupBy(rows, (row) => row.requestId ?? `${row.at.toISOString()} ${row.id}`)
  // An e-mail that came later belongs to the moment that caused it.
  return [...moments.values()]
    .map((entries) => momentOf(entries, causes))
    .sort((left, right) => right.at.getTime() - left.at.getTime())
}

function momentOf(entries: AnyActivityRow[], causes: AnyActivityRow[]): HistoryMoment {
  const told = entries.toReversed()
  const [first] = told
  if (!first) throw new Error('a moment has at least one entry')
  const { requestId } = first
  return {
    id: first.id,
    at: first.at,
    actor: first.actor,
    timeZone: told.find((entry) => entry.property)?.property?.timeZone ?? null,
    causes: requestId === null ? [] : causes.filter((cause) => cause.requestId === requestId),
    values: told.filter((entry) => entry.kind.startsWith('employee.')),
    followed: told.filter((entry) => !entry.kind.startsWith('employee.')),
  }
}

/** A group that was changed or a rule that was applied is told about itself, not about the person. */
async function readCauses(ctx: Context, entries: AnyActivityRow[]): Promise<AnyActivityRow[]> {
  const requestIds = [...new Set(entries.flatMap((entry) => entry.requestId ?? []))]
  if (requestIds.length === 0) return []
  const rows = await ctx.db
    .select(entryColumns)
    .from(activity)
    .leftJoin(properties, itsProperty)
    .where(
      and(
        eq(activity.organizationId, ctx.organizationId),
        sql`${activity.requestId} = any(${textArray(requestIds)})`,
        ne(activity.lens, 'people'),
        or(sql`${activity.kind} like 'rule%'`, inArray(activity.kind, groupKinds)),
      ),
    )
    .orderBy(asc(activity.at), asc(activity.id))
    .limit(CAUSES_MAX)
  return rows.map((row) => entryOf(row, reader))
}

const groupKinds = ['group.members', 'group.created', 'group.deleted']
