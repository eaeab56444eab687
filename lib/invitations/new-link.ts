import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { invitations, mobileKeys } from '@/db/schema'
import { newId } from '@/lib/kernel/ids'
import { hashSecret } from '@/lib/platform/secret'
import { keyUrl, linkTokenFor } from './link-token'

const LINK_DAYS = 7
const DAY_MS = 24 * 60 * 60 * 1000

export type WaitingKey = { id: string; propertyId: string; startsAt: Date | null }

/** A person's living keys that no link covers yet. */
export function lockWaitingKeys(tx: Context, employeeId: string): Promise<WaitingKey[]> {
  return tx.db
    .select({
      id: mobileKeys.id,
      propertyId: mobileKeys.propertyId,
      startsAt: mobileKeys.startsAt,
    })
    .from(mobileKeys)
    .where(
      and(
        eq(mobileKeys.organizationId, tx.organizationId),
        eq(mobileKeys.employeeId, employeeId),
        eq(mobileKeys.state, 'waiting'),
        isNull(mobileKeys.invitationId),
        isNull(mobileKeys.revokedAt),
      ),
    )
    .for('update')
}

/** The link of one e-mail, from whose id its secret is derived, and the keys that it covers. */
export async function putDownLink(
  tx: Context,
  { employeeId, emailId, keys }: { employeeId: string; emailId: string; keys: WaitingKey[] },
): Promise<{ url: string; worksUntil: Date }> {
  const { organizationId, now: createdAt } = tx
  const token = linkTokenFor(emailId)
  const worksUntil = new Date(createdAt.getTime() + LINK_DAYS * DAY_MS)
  const id = newId('invitation', createdAt)
  await tx.db.insert(invitations).values({
    organizationId,
    id,
    employeeId,
    tokenHash: hashSecret(token),
    emailId,
    createdAt,
    expiresAt: worksUntil,
  })
  const keyIds = keys.map((key) => key.id)
  await tx.db
    .update(mobileKeys)
    .set({ invitationId: id })
    .where(and(eq(mobileKeys.organizationId, organizationId), inArray(mobileKeys.id, keyIds)))
  return { url: keyUrl(token), worksUntil }
}
