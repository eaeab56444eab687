import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { directoryGroups, employees } from '@/db/schema'

/** The numbers of the integration's own page. */
export interface Overview {
  people: number
  active: number
  groups: number
}

export async function readOverview(ctx: Context): Promise<Overview> {
  const [people] = await ctx.db
    .select({
      people: sql<number>`count(*)`.mapWith(Number),
      active: sql<number>`count(*) filter (where ${employees.active})`.mapWith(Number),
    })
    .from(employees)
    .where(
      and(
        eq(employees.organizationId, ctx.organizationId),
        eq(employees.source, 'entra'),
        isNull(employees.deletedAt),
      ),
    )
  const [groups] = await ctx.db
    .select({ groups: sql<number>`count(*)`.mapWith(Number) })
    .from(directoryGroups)
    .where(
      and(
        eq(directoryGroups.organizationId, ctx.organizationId),
        isNull(directoryGroups.deletedAt),
      ),
    )
  return { people: 0, active: 0, groups: 0, ...people, ...groups }
}
