import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { mobileKeys } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { keyInvitationTemplate } from '@/lib/email/templates/key-invitation'
import { deliverEmail } from './deliver-email'
import { type PreparedInvitation, prepareInvitation } from './prepare-invitation'

/** With the request that gave the key, so that the log shows the e-mail among what it caused. */
const payloadSchema = z.object({ employeeId: z.string(), requestId: z.string().optional() })

export interface InvitationMessage {
  id: string
  organizationId: string | null
  payload: unknown
}

/**
 * Sends one e-mail for every key that waits for this person. Somebody who left meanwhile, or whose
 * keys ended, gets none. Running it again, after a crash at any point, changes and sends nothing more.
 */
export async function sendInvitation(db: Db, message: InvitationMessage, now: Date): Promise<void> {
  if (!message.organizationId) throw new Error('an invitation belongs to an organisation')
  const { employeeId, requestId } = payloadSchema.parse(message.payload)
  const ctx: Context = {
    db,
    now,
    organizationId: message.organizationId,
    actor: { kind: 'system', name: 'Sequr' },
    requestId,
  }
  const prepared = await withTransaction(ctx, (tx) =>
    prepareInvitation(tx, { messageId: message.id, employeeId }),
  )
  if (!prepared) return
  await deliverEmail(db, message.id, {
    now,
    settle: async (tx, state) => {
      const settling: Context = { ...ctx, db: tx, inTransaction: true }
      if (state !== 'failed') await markSent(settling, employeeId, prepared)
    },
  })
}

/** The keys of this invitation alone: one that was issued meanwhile waits for its own e-mail. */
async function markSent(tx: Context, employeeId: string, prepared: PreparedInvitation) {
  await tx.db
    .update(mobileKeys)
    .set({ state: 'sent', stateAt: tx.now })
    .where(
      and(
        eq(mobileKeys.organizationId, tx.organizationId),
        eq(mobileKeys.invitationId, prepared.invitationId),
        eq(mobileKeys.state, 'waiting'),
        isNull(mobileKeys.revokedAt),
      ),
    )
  await recordActivity(tx, [
    {
      kind: 'email.sent',
      data: { name: prepared.name, template: keyInvitationTemplate.name },
      subject: { kind: 'employee', id: employeeId },
    },
  ])
}
