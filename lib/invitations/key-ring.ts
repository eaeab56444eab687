import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { invitations, mobileKeys } from '@/db/schema'
import { isDeviceKind } from '@/lib/keys/describe-device'
import { hashSecret } from '@/lib/platform/secret'
import type { CoveredKey, FoundInvitation } from './find-invitation'

/** More links than one phone is ever bound to for one person. */
const LINKS_MAX = 20

/** A key as the page of a device shows it. */
export type RingKey = Pick<CoveredKey, 'propertyId' | 'suspendedFor' | 'startsAt' | 'device'>

/**
 * The other links of the same person that this very device was bound to, by their ids. Each is
 * proved by the secret that Continue left on the device for it, so a link alone leads to no other.
 */
export async function otherLinksOnDevice(
  { ctx, invitation }: FoundInvitation,
  secrets: readonly string[],
): Promise<string[]> {
  if (secrets.length === 0) return []
  const hashes = secrets.slice(0, LINKS_MAX).map(hashSecret)
  const rows = await ctx.db
    .select({ id: invitations.id })
    .from(invitations)
    .where(
      and(
        eq(invitations.organizationId, ctx.organizationId),
        eq(invitations.employeeId, invitation.employeeId),
        ne(invitations.id, invitation.id),
        inArray(invitations.deviceHash, hashes),
      ),
    )
    .limit(LINKS_MAX)
  return rows.map(({ id }) => id)
}

/**
 * What this very phone is called by a key that lies on it already, be it that a key is added; null
 * when there is none, or it is called by its kind alone, which its browser tells as well.
 */
export async function nameOnDevice(
  found: FoundInvitation,
  secrets: readonly string[],
): Promise<string | null> {
  const ring = await readKeyRing(found, secrets)
  return ring.find(({ device }) => device !== null && !isDeviceKind(device))?.device ?? null
}

/** The living keys that lie on the device beside those of the link: together they are the key ring. */
export async function readKeyRing(
  found: FoundInvitation,
  secrets: readonly string[],
): Promise<RingKey[]> {
  const links = await otherLinksOnDevice(found, secrets)
  if (links.length === 0) return []
  const { ctx, invitation } = found
  const rows = await ctx.db
    .select({
      propertyId: mobileKeys.propertyId,
      suspendedFor: mobileKeys.suspendedFor,
      startsAt: mobileKeys.startsAt,
      device: mobileKeys.device,
    })
    .from(mobileKeys)
    .where(
      and(
        eq(mobileKeys.organizationId, ctx.organizationId),
        eq(mobileKeys.employeeId, invitation.employeeId),
        inArray(mobileKeys.invitationId, links),
        eq(mobileKeys.state, 'active'),
        isNull(mobileKeys.revokedAt),
      ),
    )
    // The newest first.
    .orderBy(desc(mobileKeys.activatedAt), desc(mobileKeys.id))
  return rows.map(({ startsAt, ...key }) => ({
    ...key,
    startsAt: startsAt?.toISOString() ?? null,
  }))
}
