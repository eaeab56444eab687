import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { refersTo } from '@/db/predicates'
import { employees, mobileKeys, properties } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'

export interface LockedPerson {
  id: string
  name: string
  email: string | null
  /** May have access at all: here, not held, not deleted. */
  eligible: boolean
}

export interface LockedKey {
  id: string
  propertyId: string
  property: string
  state: (typeof mobileKeys.$inferSelect)['state']
  device: string | null
  startsAt: Date | null
  suspendedAt: Date | null
  suspendedFor: 'lost' | 'hold' | null
  invitationId: string | null
}

/**
 * The person before their keys, as every change of access does it: two administrators, or one and
 * a push from Entra, take turns and never wait for each other. Throws not_found.
 */
export async function lockPerson(tx: Context, employeeId: string): Promise<LockedPerson> {
  const [row] = await tx.db
    .select({
      id: employees.id,
      name: employees.displayName,
      email: employees.primaryEmail,
      active: employees.active,
      hold: employees.hold,
      deletedAt: employees.deletedAt,
    })
    .from(employees)
    .where(and(eq(employees.organizationId, tx.organizationId), eq(employees.id, employeeId)))
    .for('update')
  if (!row) throw new AppError('not_found', 'This person is not in the directory.')
  const { active, hold, deletedAt, ...person } = row
  return { ...person, eligible: active && hold === null && deletedAt === null }
}

/** Living keys of a person, locked. */
export async function lockKeys(tx: Context, employeeId: string): Promise<LockedKey[]> {
  return tx.db
    .select({
      id: mobileKeys.id,
      propertyId: mobileKeys.propertyId,
      property: properties.name,
      state: mobileKeys.state,
      device: mobileKeys.device,
      startsAt: mobileKeys.startsAt,
      suspendedAt: mobileKeys.suspendedAt,
      suspendedFor: mobileKeys.suspendedFor,
      invitationId: mobileKeys.invitationId,
    })
    .from(mobileKeys)
    .innerJoin(properties, refersTo(properties, mobileKeys.organizationId, mobileKeys.propertyId))
    .where(
      and(
        eq(mobileKeys.organizationId, tx.organizationId),
        eq(mobileKeys.employeeId, employeeId),
        isNull(mobileKeys.revokedAt),
      ),
    )
    .orderBy(properties.nameKey)
    .for('update', { of: mobileKeys })
}

/** One living key with its person and the others that live on the same device. Throws not_found or conflict. */
export async function lockKey(
  tx: Context,
  keyId: string,
): Promise<{ person: LockedPerson; key: LockedKey; onDevice: LockedKey[] }> {
  const [row] = await tx.db
    .select({ employeeId: mobileKeys.employeeId })
    .from(mobileKeys)
    .where(and(eq(mobileKeys.organizationId, tx.organizationId), eq(mobileKeys.id, keyId)))
  if (!row) throw new AppError('not_found', 'This key is not there.')
  const person = await lockPerson(tx, row.employeeId)
  const living = await lockKeys(tx, row.employeeId)
  const key = living.find((one) => one.id === keyId)
  if (!key) throw new AppError('conflict', 'This key has ended already.')
  const together = (one: LockedKey) =>
    one.id === key.id || (key.invitationId !== null && one.invitationId === key.invitationId)
  return { person, key, onDevice: living.filter(together) }
}
