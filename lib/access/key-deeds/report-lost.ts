import { withTransaction } from '@/db/context'
import { mobileKeys } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { findInvitation, type Visit } from '@/lib/invitations/find-invitation'
import { otherLinksOnDevice } from '@/lib/invitations/key-ring'
import { AppError } from '@/lib/kernel/errors'
import { about, areKeys } from './key-rows'
import { lockKeys, lockPerson } from './lock-key'

const CAUSE = 'Reported lost.'

/**
 * *Report it lost*: every key on the device of this link opens nothing from now on, until an
 * administrator lifts that or replaces the phone. The link alone is enough, because the phone is
 * what is gone; it can only shut doors. Said on the device itself, it is said of every link that was
 * bound there (`otherSecrets`), whose keys stand on the same page. Saying it twice is saying it once. Of somebody who is held it
 * stays suspended when access is given back.
 */
export async function reportLost(
  visit: Visit,
  otherSecrets: readonly string[] = [],
): Promise<void> {
  const found = await findInvitation(visit)
  if (!found) throw new AppError('not_found', 'This link is not known. It may have been cut short.')
  const { ctx, invitation } = found
  if (!invitation.usedAt) {
    throw new AppError('conflict', 'No phone has this key yet, so nothing can be lost.')
  }
  const links = [invitation.id, ...(await otherLinksOnDevice(found, otherSecrets))]
  await withTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx, invitation.employeeId)
    const living = await lockKeys(tx, person.id)
    const lost = living.filter(
      ({ invitationId, suspendedFor }) =>
        invitationId !== null && links.includes(invitationId) && suspendedFor !== 'lost',
    )
    if (lost.length === 0) return
    await tx.db
      .update(mobileKeys)
      .set({ suspendedAt: tx.now, suspendedFor: 'lost', cause: CAUSE })
      .where(areKeys(tx, lost))
    await recordActivity(
      tx,
      lost.map((key) => ({
        kind: 'key.suspended' as const,
        data: { name: person.name, property: key.property, cause: CAUSE },
        ...about(person, key.propertyId),
      })),
    )
  })
}
