import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { emails, suppressions } from '@/db/schema'
import type { EmailEvent } from '@/lib/email/read-webhook'
import type { EmailState } from '@/lib/kernel/email-states'
import { newId } from '@/lib/kernel/ids'
import { nameKey } from '@/lib/kernel/name-key'
import { contextOf } from './email-context'
import { tellOutcome } from './email-outcome'

/**
 * From where each word of the provider may be believed. The order only ever leads on, so a webhook
 * that comes twice, or late behind a newer one, changes nothing. *Waiting* is among them: the word
 * may be quicker than the answer to our own request.
 */
const statesBefore: Partial<Record<EmailState, EmailState[]>> = {
  delayed: ['waiting', 'sent'],
  delivered: ['waiting', 'sent', 'delayed'],
  bounced: ['waiting', 'sent', 'delayed', 'delivered'],
  failed: ['waiting', 'sent', 'delayed'],
  complained: ['waiting', 'sent', 'delayed', 'delivered', 'bounced'],
}

/**
 * Follows what the provider tells of an e-mail: its state, the key whose link it carries, and the
 * list of addresses that nothing is sent to. An e-mail that is not ours changes nothing.
 */
export async function recordEmailEvent(db: Db, event: EmailEvent, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [mail] = await tx.select().from(emails).where(isMeant(event)).for('update')
    if (!mail || !statesBefore[event.state]?.includes(mail.state)) return
    await tx
      .update(emails)
      .set({
        state: event.state,
        stateAt: now,
        error: event.error,
        providerId: event.providerId,
        sentAt: mail.sentAt ?? now,
      })
      .where(and(isMeant(event), inArray(emails.state, statesBefore[event.state] ?? [])))
    if (!mail.organizationId) return
    const ctx: Context = { ...contextOf(tx, mail, { now }), inTransaction: true }
    await tellOutcome(ctx, { ...mail, before: mail.state, after: event.state, error: event.error })
    if (endsSending(event)) await suppress(ctx, mail.recipient, event)
  })
}

/** Our own id where the tag came back, else the provider's. */
function isMeant({ messageId, providerId }: EmailEvent) {
  return messageId ? eq(emails.id, messageId) : eq(emails.providerId, providerId)
}

/** A full mailbox is none: it may have room tomorrow. */
function endsSending({ state, error }: EmailEvent): boolean {
  return state === 'complained' || error === 'bounce:permanent' || error === 'bounce:suppressed'
}

async function suppress(ctx: Context, recipient: string, { state, error }: EmailEvent) {
  await ctx.db
    .insert(suppressions)
    .values({
      organizationId: ctx.organizationId,
      id: newId('suppression', ctx.now),
      recipientKey: nameKey(recipient),
      recipient,
      reason: state === 'complained' ? 'complained' : 'bounced',
      code: error,
      createdAt: ctx.now,
    })
    .onConflictDoNothing()
}
