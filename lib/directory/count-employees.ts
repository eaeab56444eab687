import { and, count, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees } from '@/db/schema'
import { inView } from './employee-predicates'
import type { EmployeeView } from './schemas'

/** How many people a view of the employee table holds: the number that a link to it promises. */
export async function countEmployees(
  ctx: Context,
  { view }: { view: EmployeeView },
): Promise<number> {
  const [row] = await ctx.db
    .select({ total: count() })
    .from(employees)
    .where(
      and(eq(employees.organizationId, ctx.organizationId), inView(ctx, { view, property: '' })),
    )
  return row?.total ?? 0
}
