import { and, count, eq, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees } from '@/db/schema'
import { placeLists, placesOf } from './employee-places'
import { inView, matchesSearch } from './employee-predicates'
import {
  EMPLOYEE_PAGE_SIZE,
  type EmployeePage,
  type EmployeeQuery,
  employeeStatus,
} from './schemas'

/**
 * One page of the employee table, by name. Two statements whatever the size: a count, and the page
 * with everything its rows show. The page is cut first, so that what hangs on a person is looked
 * up for 50 people, not for 5,000.
 */
export async function listEmployees(ctx: Context, query: EmployeeQuery): Promise<EmployeePage> {
  const where = and(
    eq(employees.organizationId, ctx.organizationId),
    inView(ctx, query),
    matchesSearch(query.q),
  )
  const [counted] = await ctx.db.select({ total: count() }).from(employees).where(where)
  const total = counted?.total ?? 0
  const page = Math.min(query.page, Math.max(1, Math.ceil(total / EMPLOYEE_PAGE_SIZE)))
  const cut = ctx.db.$with('page').as(
    ctx.db
      .select({
        organizationId: employees.organizationId,
        id: employees.id,
        name: employees.displayName,
        email: employees.primaryEmail,
        phone: employees.phone,
        department: employees.department,
        source: employees.source,
        active: employees.active,
        hold: employees.hold,
        sameAs: employees.sameAs,
        deletedAt: employees.deletedAt,
      })
      .from(employees)
      .where(where)
      .orderBy(sql`lower(${employees.displayName})`, employees.id)
      .limit(EMPLOYEE_PAGE_SIZE)
      .offset((page - 1) * EMPLOYEE_PAGE_SIZE),
  )
  const people = await ctx.db
    .with(cut)
    .select({
      id: cut.id,
      name: cut.name,
      email: cut.email,
      phone: cut.phone,
      department: cut.department,
      source: cut.source,
      active: cut.active,
      hold: cut.hold,
      sameAs: cut.sameAs,
      deletedAt: cut.deletedAt,
      ...placeLists(ctx, cut),
    })
    .from(cut)
    .orderBy(sql`lower(${cut.name})`, cut.id)
  const rows = people.map(
    ({ active, hold, sameAs, deletedAt, given, decided, keys, ...person }) => ({
      ...person,
      status: employeeStatus({ active, hold, sameAs, deletedAt }),
      places: placesOf({ given, decided, keys }),
    }),
  )
  return { rows, total, page }
}
