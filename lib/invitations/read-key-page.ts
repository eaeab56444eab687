import { and, eq, isNull } from 'drizzle-orm'
import { withTransaction } from '@/db/context'
import { invitations, mobileKeys } from '@/db/schema'
import { doorsOf, type OpenPlace } from '@/lib/keys/doors'
import { hashSecret, sameSecret } from '@/lib/platform/secret'
import {
  type FoundInvitation,
  findInvitation,
  hasEnded,
  isCoveredBy,
  isInvitation,
  type Visit,
} from './find-invitation'

/**
 * What the link of an invitation shows. Opening it uses nothing up, because mail scanners open
 * every link; only Continue binds it to the person's device (product.md 5.1).
 */
export type KeyPage =
  | { kind: 'unknown' }
  | { kind: 'expired'; organization: string }
  /** The link belongs to another device. */
  | { kind: 'taken'; organization: string }
  | { kind: 'ended'; organization: string; name: string }
  | { kind: 'ready' | 'active'; organization: string; name: string; places: OpenPlace[] }

/** `deviceSecret` is what Continue left on the device, if it was this one. */
export async function readKeyPage(
  visit: Visit,
  deviceSecret: string | undefined,
): Promise<KeyPage> {
  const found = await findInvitation(visit)
  if (!found) return { kind: 'unknown' }
  const { invitation, organization, name, ctx, keys } = found
  if (hasEnded(found)) return { kind: 'ended', organization, name }
  if (invitation.usedAt && !isBoundTo(invitation, deviceSecret)) {
    return { kind: 'taken', organization }
  }
  if (!invitation.usedAt && invitation.expiresAt <= ctx.now) {
    return { kind: 'expired', organization }
  }
  if (!invitation.openedAt) await markOpened(found)
  const { employeeId } = invitation
  const places = await doorsOf(ctx, { employeeId, propertyIds: keys.map((key) => key.propertyId) })
  return { kind: invitation.usedAt ? 'active' : 'ready', organization, name, places }
}

function isBoundTo(
  { deviceHash }: { deviceHash: string | null },
  deviceSecret: string | undefined,
): boolean {
  return (
    deviceHash !== null &&
    deviceSecret !== undefined &&
    sameSecret(deviceHash, hashSecret(deviceSecret))
  )
}

async function markOpened(found: FoundInvitation): Promise<void> {
  const { ctx } = found
  await withTransaction(ctx, async (tx) => {
    await tx.db
      .update(invitations)
      .set({ openedAt: ctx.now })
      .where(and(isInvitation(found), isNull(invitations.openedAt)))
    await tx.db
      .update(mobileKeys)
      .set({ state: 'opened', stateAt: ctx.now })
      .where(and(isCoveredBy(found), isNull(mobileKeys.revokedAt), eq(mobileKeys.state, 'sent')))
  })
}
