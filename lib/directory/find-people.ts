import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees } from '@/db/schema'
import { isPresent, matchesSearch } from './employee-predicates'
import type { FindPeopleInput, FoundPerson } from './schemas'

/** A list under a field shows no more; whoever is not in it types another letter. */
const FOUND_MAX = 8

/** People who are there, by name, e-mail, number or phone, for a field that chooses one. */
export async function findPeople(
  ctx: Context,
  { search }: FindPeopleInput,
): Promise<FoundPerson[]> {
  return ctx.db
    .select({ id: employees.id, name: employees.displayName, department: employees.department })
    .from(employees)
    .where(
      and(eq(employees.organizationId, ctx.organizationId), isPresent(), matchesSearch(search)),
    )
    .orderBy(sql`lower(${employees.displayName})`, employees.id)
    .limit(FOUND_MAX)
}
