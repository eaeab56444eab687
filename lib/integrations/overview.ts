import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { decisions, directoryGroups, employees } from '@/db/schema'

/** The numbers of the integration's own page. */
export interface Overview {
  people: number
  active: number
  withoutAccess: number
  groups: number
}

const countOf = (condition: ReturnType<typeof sql>) =>
  sql<number>`count(*) filter (where ${condition})`.mapWith(Number)

export async function readOverview(ctx: Context): Promise<Overview> {
  const decided = sql`exists (select 1 from ${decisions} as d where d.organization_id = ${employees.organizationId} and d.employee_id = ${employees.id})`
  const [people] = await ctx.db
    .select({
      people: sql<number>`count(*)`.mapWith(Number),
      active: countOf(sql`${employees.active}`),
      withoutAccess: countOf(sql`${sql`${employees.active} and not ${decided}`}`),
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
  return { people: 0, active: 0, withoutAccess: 0, groups: 0, ...people, ...groups }
}
