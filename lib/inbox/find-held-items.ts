import { and, count, eq, isNull, lte, or, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees, heldRemovals } from '@/db/schema'
import type { NeedsYouItem } from './schemas'

const NAMES_MAX = 3

/** Removals that the guard holds, in one item; those that were put off are back at their date. */
export async function findHeldItems(ctx: Context): Promise<NeedsYouItem[]> {
  const waiting = ctx.db
    .select({
      name: employees.displayName,
      since: sql<Date>`min(${heldRemovals.since})`.as('since'),
    })
    .from(heldRemovals)
    .innerJoin(
      employees,
      and(
        eq(employees.organizationId, heldRemovals.organizationId),
        eq(employees.id, heldRemovals.employeeId),
      ),
    )
    .where(
      and(
        eq(heldRemovals.organizationId, ctx.organizationId),
        or(isNull(heldRemovals.keptUntil), lte(heldRemovals.keptUntil, ctx.now)),
      ),
    )
    .groupBy(employees.id, employees.displayName)
    .as('waiting')
  const [row] = await ctx.db
    .select({
      people: count(),
      names: sql<
        string[] | null
      >`to_jsonb((array_agg(${waiting.name} order by ${waiting.name}))[1:${sql.raw(String(NAMES_MAX))}])`,
      since: sql<Date | null>`min(${waiting.since})`.mapWith(heldRemovals.since),
    })
    .from(waiting)
  if (!row || row.people === 0) return []
  return [
    {
      kind: 'removals_held',
      people: row.people,
      names: row.names ?? [],
      since: row.since ?? ctx.now,
    },
  ]
}
