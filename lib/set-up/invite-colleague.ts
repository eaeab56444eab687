import { and, eq, gt, isNull, lte } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { setupInvitations } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { lockIntegration } from '@/lib/integrations/lock-integration'
import { startSetup } from '@/lib/integrations/setup'
import { readSetup } from '@/lib/integrations/setup-state'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { enqueue } from '@/lib/outbox/enqueue'
import { hashSecret } from '@/lib/platform/secret'
import { isSetUpOver } from './guest'
import { linkTokenOf } from './link'
import type { InviteInput, OpenInvitation } from './schemas'

export const SET_UP_INVITATION = 'set-up-invitation'

const DAY_MS = 24 * 60 * 60 * 1000
const WORKS_DAYS = 7
/** Whoever invites, withdraws and invites again would otherwise fill strangers' mailboxes. */
const INVITATIONS_A_DAY_MAX = 10

/**
 * Asks a colleague by e-mail to do steps 1 and 2 and the list of Azure (product.md 3.1). Starts the
 * set-up where nobody has. Throws conflict while another invitation is open or the set-up is done.
 */
export async function inviteColleague(ctx: Context, input: InviteInput): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    await startSetup(tx)
    const integrationId = await lockIntegration(tx)
    const setup = await readSetup(tx)
    if (setup && isSetUpOver(setup.integration, tx.now)) {
      throw new AppError('conflict', 'The set-up is done; there is nothing left to ask for.')
    }
    await endThoseRunOut(tx)
    const open = await readOpenInvitation(tx)
    if (open) {
      throw new AppError('conflict', `${open.email} is asked already. Withdraw that first.`)
    }
    await refuseTooMany(tx)
    const id = newId('setupInvitation', tx.now)
    await tx.db.insert(setupInvitations).values({
      organizationId: tx.organizationId,
      id,
      integrationId,
      email: input.email,
      note: input.note,
      invitedBy: actorLabel(tx.actor),
      createdAt: tx.now,
      expiresAt: new Date(tx.now.getTime() + WORKS_DAYS * DAY_MS),
      linkHash: hashSecret(linkTokenOf(id)),
    })
    await enqueue(tx, [{ topic: SET_UP_INVITATION, payload: { invitationId: id } }])
    await recordActivity(tx, [{ kind: 'integration.invited', data: { email: input.email } }])
  })
}

/** The link stops at once, and with it whatever the colleague has open. Throws not_found. */
export async function withdrawInvitation(ctx: Context): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const [ended] = await tx.db
      .update(setupInvitations)
      .set({ endedAt: tx.now })
      .where(and(isOpen(tx), gt(setupInvitations.expiresAt, tx.now)))
      .returning({ email: setupInvitations.email })
    if (!ended) throw new AppError('not_found', 'No invitation is open.')
    await recordActivity(tx, [{ kind: 'integration.invitation_withdrawn', data: ended }])
  })
}

export async function readOpenInvitation(ctx: Context): Promise<OpenInvitation | undefined> {
  const [open] = await ctx.db
    .select({
      id: setupInvitations.id,
      email: setupInvitations.email,
      invitedBy: setupInvitations.invitedBy,
      createdAt: setupInvitations.createdAt,
      expiresAt: setupInvitations.expiresAt,
      usedAt: setupInvitations.usedAt,
    })
    .from(setupInvitations)
    .where(and(isOpen(ctx), gt(setupInvitations.expiresAt, ctx.now)))
  return open
}

async function endThoseRunOut(tx: Context): Promise<void> {
  await tx.db
    .update(setupInvitations)
    .set({ endedAt: setupInvitations.expiresAt })
    .where(and(isOpen(tx), lte(setupInvitations.expiresAt, tx.now)))
}

async function refuseTooMany(tx: Context): Promise<void> {
  const today = await tx.db.$count(
    setupInvitations,
    and(
      eq(setupInvitations.organizationId, tx.organizationId),
      gt(setupInvitations.createdAt, new Date(tx.now.getTime() - DAY_MS)),
    ),
  )
  if (today >= INVITATIONS_A_DAY_MAX) {
    throw new AppError('conflict', `${today} people were asked today already. Go on tomorrow.`)
  }
}

function isOpen(ctx: Context) {
  return and(
    eq(setupInvitations.organizationId, ctx.organizationId),
    isNull(setupInvitations.endedAt),
  )
}
