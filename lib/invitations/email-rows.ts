import { eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { emails } from '@/db/schema'
import type { RenderedEmail } from '@/lib/email/render-email'
import { sendEmail } from '@/lib/email/send-email'
import { seal } from '@/lib/platform/seal'

export interface Recipient {
  messageId: string
  organizationId: string | null
  employeeId: string | null
  to: string
  now: Date
}

/** Whether this message's e-mail has left already: a second run then has nothing to do. */
export async function hasLeft(db: Db, messageId: string): Promise<boolean> {
  const [row] = await db.select({ id: emails.id }).from(emails).where(eq(emails.id, messageId))
  return row !== undefined
}

/**
 * Sends the e-mail and keeps its exact copy, sealed, because it carries a link that works. When
 * the process dies between the two, the next run sends it again under the same idempotency key.
 */
export async function deliverEmail(
  db: Db,
  email: RenderedEmail,
  recipient: Recipient,
): Promise<'kept' | 'sent' | 'failed'> {
  const result = await sendEmail(email, recipient)
  const state = result.kind === 'refused' ? 'failed' : result.kind
  await db
    .insert(emails)
    .values({
      id: recipient.messageId,
      organizationId: recipient.organizationId,
      employeeId: recipient.employeeId,
      template: email.template,
      recipient: recipient.to,
      subject: email.subject,
      sealedBody: seal('email', JSON.stringify({ html: email.html, text: email.text })),
      state,
      providerId: result.kind === 'sent' ? result.providerId : null,
      error: result.kind === 'refused' ? result.reason : null,
      createdAt: recipient.now,
      sentAt: state === 'failed' ? null : recipient.now,
    })
    .onConflictDoNothing()
  return state
}
