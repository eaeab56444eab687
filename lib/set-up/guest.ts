import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { integrations, organizations, setupInvitations } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { firstCycleEnd } from '@/lib/integrations/checklist'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { hashSecret, randomSecret } from '@/lib/platform/secret'

/** Why a link or a browser opens no set-up. */
export type Closed = 'unknown' | 'used' | 'expired' | 'withdrawn' | 'over'

export interface Guest {
  ctx: Context
  organization: string
  invitedBy: string
  email: string
  note: string
  expiresAt: Date
}

type Invitation = typeof setupInvitations.$inferSelect
type Integration = typeof integrations.$inferSelect

/** Entra has called and a whole cycle has passed: nothing of the set-up is left. */
export function isSetUpOver(integration: Integration, now: Date): boolean {
  return integration.installedAt !== null && firstCycleEnd(integration, now) !== null
}

/** What the link in the e-mail leads to. Reading it uses nothing up, whoever opens it. */
export async function readLink(db: Db, token: string, now: Date): Promise<Guest | Closed> {
  const found = await find(db, eq(setupInvitations.linkHash, hashSecret(token)), now)
  if (!found) return 'unknown'
  const closed = whyClosed(found)
  if (closed) return closed
  return found.invitation.usedAt ? 'used' : guestOf(db, found)
}

/**
 * Uses the link up and returns the secret that this browser is known by from now on. Of two that
 * press at once, one gets in. Throws expired.
 */
export async function openSetUp(
  db: Db,
  token: string,
  now: Date,
): Promise<{ secret: string; expiresAt: Date }> {
  const guest = await readLink(db, token, now)
  if (typeof guest === 'string') throw new AppError('expired', 'This link opens nothing any more.')
  const secret = randomSecret()
  await withTransaction(guest.ctx, async (tx) => {
    const [used] = await tx.db
      .update(setupInvitations)
      .set({ usedAt: tx.now, browserHash: hashSecret(secret) })
      .where(
        and(
          eq(setupInvitations.organizationId, tx.organizationId),
          eq(setupInvitations.linkHash, hashSecret(token)),
          isNull(setupInvitations.usedAt),
          isNull(setupInvitations.endedAt),
        ),
      )
      .returning({ email: setupInvitations.email })
    if (!used) throw new AppError('expired', 'This link was used already.')
    await recordActivity(tx, [{ kind: 'integration.invitation_used', data: used }])
  })
  return { secret, expiresAt: guest.expiresAt }
}

/** Whom a browser's secret names, or why it opens nothing any more. */
export async function readGuest(db: Db, secret: string, now: Date): Promise<Guest | Closed> {
  const found = await find(db, eq(setupInvitations.browserHash, hashSecret(secret)), now)
  if (!found) return 'unknown'
  return whyClosed(found) ?? guestOf(db, found)
}

interface Found {
  invitation: Invitation
  integration: Integration
  organization: string
  now: Date
}

async function find(db: Db, which: ReturnType<typeof eq>, now: Date): Promise<Found | undefined> {
  const [row] = await db
    .select({
      invitation: setupInvitations,
      integration: integrations,
      organization: organizations.name,
    })
    .from(setupInvitations)
    .innerJoin(
      integrations,
      and(
        eq(integrations.organizationId, setupInvitations.organizationId),
        eq(integrations.id, setupInvitations.integrationId),
      ),
    )
    .innerJoin(organizations, eq(organizations.id, setupInvitations.organizationId))
    .where(which)
  return row && { ...row, now }
}

function whyClosed({ invitation, integration, now }: Found): Closed | undefined {
  if (invitation.expiresAt <= now) return 'expired'
  if (invitation.endedAt) return 'withdrawn'
  return isSetUpOver(integration, now) ? 'over' : undefined
}

function guestOf(db: Db, { invitation, organization, now }: Found): Guest {
  const { organizationId, id, email, note, invitedBy, expiresAt } = invitation
  const actor = { kind: 'guest', invitationId: id, name: email } as const
  const ctx = { db, organizationId, actor, now, requestId: newId('request') }
  return { ctx, organization, email, note, invitedBy, expiresAt }
}
