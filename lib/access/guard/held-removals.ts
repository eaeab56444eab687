import { and, eq, inArray, sql } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { accessGroups, employees, heldRemovals, properties } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { type AccessOutcome, reconcile } from '../reconcile'
import type { HeldRemovals, KeepHeldInput, ReleaseHeldInput } from '../schemas'
import { guardLimit } from './guard-limit'

/** A list that somebody reads; the number beside it is the whole. */
const PEOPLE_READ_MAX = 500
/** A removal is put off, not called off: later it is back in the inbox. */
const KEPT_DAYS_MAX = 90
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Everybody whose access the guard keeps, by name, those who were put off too. A held removal ends
 * when a person decides, when the rules give the access again, and when the person leaves. It never
 * happens by itself, and *Keep them for now* ends at its date by asking again.
 */
export async function listHeldRemovals(ctx: Context): Promise<HeldRemovals> {
  const names = sql<string[]>`${sql`array(
    select g.name || ' at ' || ${properties.name} from ${accessGroups} as g
    where g.organization_id = ${heldRemovals.organizationId} and g.id = any(${heldRemovals.accessGroupIds})
    order by g.name_key)`}`
  const rows = await ctx.db
    .select({
      id: heldRemovals.employeeId,
      name: employees.displayName,
      department: employees.department,
      loses: names,
      since: heldRemovals.since,
      keptUntil: heldRemovals.keptUntil,
    })
    .from(heldRemovals)
    .innerJoin(
      employees,
      and(
        eq(employees.organizationId, heldRemovals.organizationId),
        eq(employees.id, heldRemovals.employeeId),
      ),
    )
    .innerJoin(
      properties,
      and(
        eq(properties.organizationId, heldRemovals.organizationId),
        eq(properties.id, heldRemovals.propertyId),
      ),
    )
    .where(eq(heldRemovals.organizationId, ctx.organizationId))
    .orderBy(employees.displayName, heldRemovals.employeeId, properties.nameKey)
    .limit(PEOPLE_READ_MAX)
  const [count] = await ctx.db
    .select({ people: sql<number>`count(distinct ${heldRemovals.employeeId})`.mapWith(Number) })
    .from(heldRemovals)
    .where(eq(heldRemovals.organizationId, ctx.organizationId))
  const { limit } = await guardLimit(ctx)
  const byPerson = Map.groupBy(rows, (row) => row.id)
  return {
    since: earliest(rows.map((row) => row.since)) ?? ctx.now.toISOString(),
    limit,
    count: count?.people ?? 0,
    people: [...byPerson.values()].flatMap(([first, ...others]) =>
      first
        ? [
            {
              ...first,
              loses: [first, ...others].flatMap((row) => row.loses),
              since: first.since.toISOString(),
              keptUntil: first.keptUntil?.toISOString() ?? null,
            },
          ]
        : [],
    ),
  }
}

/** *Let it happen*: what the rules say is applied, to everybody who is held or to some of them. */
export async function releaseHeld(ctx: Context, input: ReleaseHeldInput): Promise<AccessOutcome> {
  return withTransaction(ctx, async (tx) => {
    const rows = await tx.db
      .delete(heldRemovals)
      .where(theirs(tx, input.employeeIds))
      .returning({ employeeId: heldRemovals.employeeId })
    const ids = [...new Set(rows.map((row) => row.employeeId))]
    if (ids.length === 0) throw nobodyHeld()
    const entry = { kind: 'integration.removals_allowed', data: { people: ids.length } } as const
    return reconcile(tx, { kind: 'employees', ids }, [entry], { guarded: false })
  })
}

/**
 * *Keep them for now*: nothing changes, and it is asked again when that day begins at the property.
 * Throws invalid for a day that is too far or has begun, not_found where nobody is held any more.
 */
export async function keepHeld(
  ctx: Context,
  { employeeIds, until: day }: KeepHeldInput,
): Promise<{ people: number }> {
  const latest = new Date(ctx.now.getTime() + KEPT_DAYS_MAX * DAY_MS)
  // No property's clock is a day away from UTC's; what is nearer is looked at by each below.
  const farthest = (KEPT_DAYS_MAX + 1) * DAY_MS
  if (Math.abs(Date.parse(day) - ctx.now.getTime()) > farthest) throw notThen()
  const begins = sql<Date>`(${day}::date::timestamp at time zone (
    select p.time_zone from ${properties} as p
    where p.organization_id = ${heldRemovals.organizationId} and p.id = ${heldRemovals.propertyId}))`
  return withTransaction(ctx, async (tx) => {
    const rows = await tx.db
      .update(heldRemovals)
      .set({ keptUntil: begins, keptBy: actorLabel(tx.actor) })
      .where(theirs(tx, employeeIds))
      .returning({ employeeId: heldRemovals.employeeId, until: heldRemovals.keptUntil })
    if (rows.length === 0) throw nobodyHeld()
    if (rows.some(({ until }) => until && until > latest)) throw notThen()
    if (rows.some(({ until }) => !until || until <= ctx.now)) throw hasBegun()
    const people = new Set(rows.map((row) => row.employeeId)).size
    await recordActivity(tx, [{ kind: 'integration.removals_kept', data: { people, until: day } }])
    return { people }
  })
}

/** On the far side of the world it may be the day that is tomorrow here. */
const hasBegun = () =>
  new AppError(
    'invalid',
    'Choose a later day: at a property of theirs this one has begun.',
    'until',
  )

const notThen = () =>
  new AppError('invalid', `Choose a date within the next ${KEPT_DAYS_MAX} days.`, 'until')

function theirs(tx: Context, employeeIds: string[] | undefined) {
  return and(
    eq(heldRemovals.organizationId, tx.organizationId),
    employeeIds && inArray(heldRemovals.employeeId, employeeIds),
  )
}

function nobodyHeld(): AppError {
  return new AppError('not_found', 'Nobody waits here any more: it was settled meanwhile.')
}

function earliest(moments: Date[]): string | undefined {
  const first = moments.toSorted((a, b) => a.getTime() - b.getTime())[0]
  return first?.toISOString()
}
