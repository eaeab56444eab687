import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { emails } from '@/db/schema'
import type { ClaimedMessage } from '@/lib/outbox/drain'
import { contextOf } from './email-context'
import { tellOutcome } from './email-outcome'

const payloadSchema = z.object({ emailId: z.string().optional() })

/**
 * The provider could not be asked for hours. The e-mail says so, and an administrator can try
 * again; the key stays, so that one who can is seen as somebody without it.
 */
export async function giveUpOnEmail(tx: Db, message: ClaimedMessage, now: Date): Promise<void> {
  const { emailId } = payloadSchema.parse(message.payload)
  const [mail] = await tx
    .update(emails)
    .set({ state: 'failed', stateAt: now, error: 'gave_up' })
    .where(and(eq(emails.id, emailId ?? message.id), eq(emails.state, 'waiting')))
    .returning({
      id: emails.id,
      organizationId: emails.organizationId,
      employeeId: emails.employeeId,
      template: emails.template,
    })
  if (!mail?.organizationId) return
  const ctx = { ...contextOf(tx, mail, { now }), inTransaction: true } as const
  await tellOutcome(ctx, { ...mail, before: 'waiting', after: 'failed', error: 'gave_up' })
}
