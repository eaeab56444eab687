import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees } from '@/db/schema'
import type { AddressHolder } from '../schemas'
import { addressKey } from './local-columns'

/**
 * Who in the directory has a primary e-mail, apart from `except`. Whoever gives the same address to
 * somebody at the same moment waits until the caller commits, and then finds that person.
 */
export async function findAddressHolder(
  tx: Context,
  { email, except = '' }: { email: string | null; except?: string },
): Promise<AddressHolder | undefined> {
  if (email === null) return undefined
  const key = addressKey(email)
  const lock = `${tx.organizationId} ${key}`
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
  const [holder] = await tx.db
    .select({ id: employees.id, name: employees.displayName })
    .from(employees)
    .where(
      and(
        eq(employees.organizationId, tx.organizationId),
        eq(employees.primaryEmailKey, key),
        isNull(employees.deletedAt),
        ne(employees.id, except),
      ),
    )
    .limit(1)
  return holder
}
