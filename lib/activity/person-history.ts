import { and, asc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { accessGroupDoors, accessGroups, activity, doors, properties } from '@/db/schema'
import { partsOf } from './entry-parts'
import { entryColumns, entryOf, itsProperty, listActivity } from './list'
import { nameManagers } from './name-managers'
import type { AnyActivityRow, HistoryMoment } from './schemas'

/** A page shows so many entries; the whole is behind a link. */
const ENTRIES_MAX = 60
/** What a request tells besides, for all the moments shown together. */
const CAUSES_MAX = 200
/** Of all the access groups named on the page together. */
const DOORS_MAX = 1_000

const reader = { seesPersonal: true }

/**
 * What happened to a person, newest first: each moment with what caused it (a value, a group, a
 * rule) and what followed (access, role, key, e-mail), tied together by the request id. Touches at
 * doors are told apart from it, for a week of them would push everything else off the page.
 */
export async function listPersonHistory(
  ctx: Context,
  input: { employeeId: string },
): Promise<HistoryMoment[]> {
  const filter = { subject: input.employeeId, lens: 'people', without: 'door.asked' } as const
  const found = await listActivity(ctx, filter, reader, ENTRIES_MAX)
  const rows = await nameManagers(ctx, found.rows)
  const causes = await readCauses(ctx, rows)
  const doorsOf = await readDoors(ctx, rows)
  const moments = Map.groupBy(rows, (row) => row.requestId ?? `${row.at.toISOString()} ${row.id}`)
  // An e-mail that came later belongs to the moment that caused it.
  return [...moments.values()]
    .map((entries) => momentOf(entries, { causes, doorsOf }))
    .sort((left, right) => right.at.getTime() - left.at.getTime())
}

interface Beside {
  causes: AnyActivityRow[]
  doorsOf: (part: AnyActivityRow) => string[]
}

function momentOf(entries: AnyActivityRow[], { causes, doorsOf }: Beside): HistoryMoment {
  const told = entries.toReversed()
  const [first] = told
  if (!first) throw new Error('a moment has at least one entry')
  const { requestId } = first
  const followed = told.filter((entry) => !entry.kind.startsWith('employee.'))
  return {
    id: first.id,
    at: first.at,
    actor: first.actor,
    timeZone: told.find((entry) => entry.property)?.property?.timeZone ?? null,
    causes: requestId === null ? [] : causes.filter((cause) => cause.requestId === requestId),
    values: told.filter((entry) => entry.kind.startsWith('employee.')),
    followed: followed.map((entry) => ({
      entry,
      parts: partsOf(entry).map((part) => ({ part, doors: doorsOf(part) })),
    })),
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

/**
 * The doors that the access groups have today, by whose names the entries speak; an entry keeps none,
 * because a change of the rules writes one for everybody. None where the group is gone.
 */
async function readDoors(ctx: Context, entries: AnyActivityRow[]): Promise<Beside['doorsOf']> {
  const parts = entries.flatMap(partsOf)
  const groups = [...new Set(parts.flatMap((part) => groupOf(part) ?? []))]
  if (groups.length === 0) return () => []
  const called = sql<string>`${accessGroups.propertyId} || ' ' || ${accessGroups.name}`
  const rows = await ctx.db
    .select({ group: called, door: doors.name })
    .from(accessGroups)
    .innerJoin(
      accessGroupDoors,
      and(
        eq(accessGroupDoors.organizationId, accessGroups.organizationId),
        eq(accessGroupDoors.accessGroupId, accessGroups.id),
      ),
    )
    .innerJoin(
      doors,
      and(
        eq(doors.organizationId, accessGroups.organizationId),
        eq(doors.id, accessGroupDoors.doorId),
      ),
    )
    .where(
      and(
        eq(accessGroups.organizationId, ctx.organizationId),
        sql`${called} = any(${textArray(groups)})`,
      ),
    )
    .orderBy(asc(doors.nameKey))
    .limit(DOORS_MAX)
  const names = Map.groupBy(rows, (row) => row.group)
  return (part) => (names.get(groupOf(part) ?? '') ?? []).map((row) => row.door)
}

function groupOf({ kind, data, property }: AnyActivityRow): string | undefined {
  const isAccess = kind === 'access.given' || kind === 'access.taken'
  return isAccess && property ? `${property.id} ${data.accessGroup}` : undefined
}

const groupKinds = ['group.members', 'group.created', 'group.deleted']
