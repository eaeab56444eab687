import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'

/**
 * The person that Entra sends, held until the caller commits: two administrators, or one and a push,
 * take turns. Throws not_found for people who are deleted, and conflict for whom Sequr alone keeps.
 */
export async function lockEmployee(tx: Context, employeeId: string) {
  const [person] = await tx.db
    .select()
    .from(employees)
    .where(and(isEmployee(tx, employeeId), isNull(employees.deletedAt)))
    .for('no key update')
  if (!person) throw new AppError('not_found', 'This person is not in the directory any more.')
  if (person.source === 'local') {
    throw new AppError('conflict', 'Entra does not send this person. Open the page again.')
  }
  return person
}

export function isEmployee(ctx: Context, employeeId: string) {
  return and(eq(employees.organizationId, ctx.organizationId), eq(employees.id, employeeId))
}
