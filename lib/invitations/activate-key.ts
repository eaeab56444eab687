import { and, eq, isNull } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { employees, invitations, mobileKeys } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { hashSecret, randomSecret } from '@/lib/platform/secret'
import {
  type FoundInvitation,
  findInvitation,
  hasEnded,
  isCoveredBy,
  isInvitation,
  suspensionOf,
  type Visit,
} from './find-invitation'
import { nameOnDevice } from './key-ring'
import { planNewPhoneNotice } from './new-phone'

/**
 * Continue: binds the link to this device and makes its keys active. Returns the secret that the
 * device keeps. `described` is what the browser tells of the device; one that has other keys of the
 * person (`otherSecrets`) keeps the name that it goes by. Throws not_found, expired or conflict in
 * words for the person.
 */
export async function activateKey(
  visit: Visit,
  described: string,
  otherSecrets: readonly string[] = [],
): Promise<string> {
  const found = await findInvitation(visit)
  if (!found) throw new AppError('not_found', 'This link is not known. It may have been cut short.')
  const { ctx, invitation, keys } = found
  if (invitation.replacedAt) throw new AppError('expired', 'A newer e-mail has a newer link.')
  if (hasEnded(found)) throw new AppError('expired', 'This key has ended.')
  if (!invitation.usedAt && invitation.expiresAt <= ctx.now) {
    throw new AppError('expired', 'This link has run out.')
  }
  if (suspensionOf(found)) throw new AppError('conflict', 'This key is suspended for now.')
  const device = (await nameOnDevice(found, otherSecrets)) ?? described
  const secret = randomSecret()
  await withTransaction(ctx, async (tx) => {
    await lockPerson(found, tx)
    // Of two devices, or of a device and a push that ends the key, the first one to get here wins.
    const [bound] = await tx.db
      .update(invitations)
      .set({ usedAt: ctx.now, deviceHash: hashSecret(secret) })
      .where(
        and(
          isInvitation(found),
          isNull(invitations.usedAt),
          isNull(invitations.endedAt),
          isNull(invitations.replacedAt),
        ),
      )
      .returning({ id: invitations.id })
    if (!bound) throw new AppError('conflict', 'This link was used meanwhile. Reload the page.')
    const active = await tx.db
      .update(mobileKeys)
      .set({ state: 'active', stateAt: ctx.now, activatedAt: ctx.now, device, cause: null })
      .where(and(isCoveredBy(found), isNull(mobileKeys.revokedAt), isNull(mobileKeys.suspendedAt)))
      .returning({ propertyId: mobileKeys.propertyId })
    if (active.length === 0) throw new AppError('expired', 'This key has ended.')
    await planNewPhoneNotice(tx, {
      employeeId: invitation.employeeId,
      propertyIds: active.map((key) => key.propertyId),
      device,
    })
    await recordActivity(
      tx,
      active.map(({ propertyId }) => ({
        kind: 'key.activated' as const,
        data: {
          name: found.name,
          property: keys.find((key) => key.propertyId === propertyId)?.property ?? '',
          device,
        },
        subject: { kind: 'employee' as const, id: invitation.employeeId },
        propertyId,
      })),
    )
  })
  return secret
}

/** The person before the link and the keys, as every change of access does it, so that none waits for another. */
async function lockPerson({ invitation }: FoundInvitation, tx: Context): Promise<void> {
  await tx.db
    .select({ id: employees.id })
    .from(employees)
    .where(
      and(eq(employees.organizationId, tx.organizationId), eq(employees.id, invitation.employeeId)),
    )
    .for('update')
}
