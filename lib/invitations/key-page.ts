import { and, eq, isNull, sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { employees, invitations, mobileKeys, organizations, properties } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { doorsOf, type OpenPlace } from '@/lib/keys/doors'
import { hashSecret, randomSecret, sameSecret } from '@/lib/platform/secret'

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
  | {
      kind: 'ready' | 'active'
      organization: string
      name: string
      places: OpenPlace[]
      worksUntil: Date
    }

interface Found {
  ctx: Context
  invitation: typeof invitations.$inferSelect
  organization: string
  name: string
  /** Somebody who left or is held opens nothing, whatever the link says. */
  eligible: boolean
  living: number
}

export async function readKeyPage(
  token: string,
  deviceSecret: string | undefined,
): Promise<KeyPage> {
  const found = await findInvitation(token)
  if (!found) return { kind: 'unknown' }
  const { invitation, organization, name, ctx } = found
  if (invitation.endedAt || !found.eligible || found.living === 0) {
    return { kind: 'ended', organization, name }
  }
  if (invitation.usedAt) {
    if (!isBoundTo(invitation, deviceSecret)) return { kind: 'taken', organization }
  } else if (invitation.expiresAt <= ctx.now) {
    return { kind: 'expired', organization }
  } else {
    await markOpened(found)
  }
  const places = await doorsOf(ctx, invitation.employeeId)
  const kind = invitation.usedAt ? 'active' : 'ready'
  return { kind, organization, name, places, worksUntil: invitation.expiresAt }
}

/**
 * Continue: binds the link to this device and makes the person's keys active. Returns the secret
 * that the device keeps. Throws expired or conflict in words for the person.
 */
export async function activateKey(token: string, device: string): Promise<string> {
  const found = await findInvitation(token)
  if (!found) throw new AppError('not_found', 'This link is not known. It may have been cut short.')
  const { ctx, invitation } = found
  if (invitation.endedAt || !found.eligible || found.living === 0) {
    throw new AppError('expired', 'This key has ended.')
  }
  if (invitation.expiresAt <= ctx.now) throw new AppError('expired', 'This link has run out.')
  const secret = randomSecret()
  await withTransaction(ctx, async (tx) => {
    const [bound] = await tx.db
      .update(invitations)
      .set({ usedAt: ctx.now, deviceHash: hashSecret(secret) })
      .where(and(ofInvitation(found), isNull(invitations.usedAt), isNull(invitations.endedAt)))
      .returning({ id: invitations.id })
    if (!bound) throw new AppError('conflict', 'This link was already used on another device.')
    const keys = await tx.db
      .update(mobileKeys)
      .set({ state: 'active', stateAt: ctx.now, activatedAt: ctx.now, device })
      .where(livingKeys(found))
      .returning({ propertyId: mobileKeys.propertyId })
    const names = await tx.db
      .select({ id: properties.id, name: properties.name })
      .from(properties)
      .where(eq(properties.organizationId, ctx.organizationId))
    await recordActivity(
      tx,
      keys.map(({ propertyId }) => ({
        kind: 'key.activated' as const,
        data: {
          name: found.name,
          property: names.find((one) => one.id === propertyId)?.name ?? '',
          device,
        },
        subject: { kind: 'employee' as const, id: invitation.employeeId },
        propertyId,
      })),
    )
  })
  return secret
}

/** The link's 256 bits name the organisation; everything after asks within it. */
async function findInvitation(token: string): Promise<Found | undefined> {
  const db = await getDb()
  const now = new Date()
  const [row] = await db
    .select({
      invitation: invitations,
      organization: organizations.name,
      name: employees.displayName,
      eligible: sql<boolean>`${sql`(${employees.active} and ${employees.hold} is null and ${employees.deletedAt} is null)`}`,
      living:
        sql<number>`${sql`(select count(*) from ${mobileKeys} as k where k.organization_id = ${invitations.organizationId} and k.employee_id = ${invitations.employeeId} and k.revoked_at is null)`}`.mapWith(
          Number,
        ),
    })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .innerJoin(
      employees,
      and(
        eq(employees.organizationId, invitations.organizationId),
        eq(employees.id, invitations.employeeId),
      ),
    )
    .where(eq(invitations.tokenHash, hashSecret(token)))
  if (!row) return undefined
  const { organizationId, employeeId } = row.invitation
  const actor = { kind: 'person', employeeId, name: row.name } as const
  return { ...row, ctx: { db, now, organizationId, actor } }
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

async function markOpened(found: Found): Promise<void> {
  if (found.invitation.openedAt) return
  const { ctx } = found
  await withTransaction(ctx, async (tx) => {
    await tx.db.update(invitations).set({ openedAt: ctx.now }).where(ofInvitation(found))
    await tx.db
      .update(mobileKeys)
      .set({ state: 'opened', stateAt: ctx.now })
      .where(and(livingKeys(found), eq(mobileKeys.state, 'sent')))
  })
}

function ofInvitation({ ctx, invitation }: Found) {
  return and(eq(invitations.organizationId, ctx.organizationId), eq(invitations.id, invitation.id))
}

function livingKeys({ ctx, invitation }: Found) {
  return and(
    eq(mobileKeys.organizationId, ctx.organizationId),
    eq(mobileKeys.employeeId, invitation.employeeId),
    isNull(mobileKeys.revokedAt),
  )
}
