import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { mobileKeys } from '@/db/schema'
import type { ActivityEntry } from '@/lib/activity/record'
import { newId } from '@/lib/kernel/ids'
import type { LockedKey, LockedPerson } from './lock-key'

/** The two things that happen to a key outside the one applying statement; both tell of themselves. */
export async function endKeys(
  tx: Context,
  { person, keys, cause }: { person: LockedPerson; keys: LockedKey[]; cause: string },
): Promise<ActivityEntry[]> {
  await tx.db
    .update(mobileKeys)
    .set({ state: 'revoked', stateAt: tx.now, revokedAt: tx.now, cause })
    .where(areKeys(tx, keys))
  return keys.map((key) => ({
    kind: 'key.revoked' as const,
    data: { name: person.name, property: key.property, cause },
    ...about(person, key.propertyId),
  }))
}

export async function addKeys(
  tx: Context,
  input: {
    person: LockedPerson
    places: { propertyId: string; property: string; startsAt?: Date | null }[]
    cause: string
  },
): Promise<ActivityEntry[]> {
  const { person, places, cause } = input
  await tx.db.insert(mobileKeys).values(
    places.map(({ propertyId, startsAt = null }) => ({
      organizationId: tx.organizationId,
      id: newId('mobileKey', tx.now),
      employeeId: person.id,
      propertyId,
      state: 'waiting' as const,
      stateAt: tx.now,
      issuedAt: tx.now,
      startsAt,
      cause,
    })),
  )
  return places.map(({ propertyId, property }) => ({
    kind: 'key.issued' as const,
    data: { name: person.name, property },
    ...about(person, propertyId),
  }))
}

export function areKeys(tx: Context, keys: { id: string }[]) {
  return and(
    eq(mobileKeys.organizationId, tx.organizationId),
    inArray(
      mobileKeys.id,
      keys.map((key) => key.id),
    ),
  )
}

export function about(person: { id: string }, propertyId: string) {
  return { subject: { kind: 'employee' as const, id: person.id }, propertyId }
}
