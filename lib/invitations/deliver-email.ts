import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { emails } from '@/db/schema'
import type { RenderedEmail } from '@/lib/email/render-email'
import { sendEmail } from '@/lib/email/send-email'
import type { EmailState } from '@/lib/kernel/email-states'
import { seal, unseal } from '@/lib/platform/seal'

export interface NewEmail {
  /** One message, one e-mail: its id is the row's and the provider's idempotency key. */
  messageId: string
  organizationId: string | null
  employeeId: string | null
  to: string
  email: RenderedEmail
  /** Null: the installation's own. */
  sender: string | null
  replyTo: string | null
  /** Properties in quiet mode, for which it is built and not sent. */
  heldFor?: string[] | undefined
}

const bodySchema = z.object({ html: z.string(), text: z.string() })

/**
 * Keeps the exact copy, sealed because it carries a link that works, before it leaves. Every
 * attempt sends these very bytes: the provider takes a second attempt for the first one only when
 * nothing in it differs.
 */
export async function keepEmail(db: Db, mail: NewEmail, now: Date): Promise<void> {
  const { template, language, subject, html, text } = mail.email
  await db
    .insert(emails)
    .values({
      id: mail.messageId,
      organizationId: mail.organizationId,
      employeeId: mail.employeeId,
      template,
      language,
      sender: mail.sender,
      replyTo: mail.replyTo,
      recipient: mail.to,
      subject,
      sealedBody: sealBody({ html, text }),
      state: mail.heldFor ? 'held' : 'waiting',
      stateAt: now,
      heldFor: mail.heldFor ?? null,
      createdAt: now,
    })
    .onConflictDoNothing()
}

/** Packed first, for sealed bytes cannot be: the QR code alone is 20 kB that repeat themselves. */
function sealBody(body: z.infer<typeof bodySchema>): string {
  return seal('email', deflateRawSync(JSON.stringify(body)).toString('base64'))
}

export function unsealBody(sealedBody: string): z.infer<typeof bodySchema> {
  const packed = Buffer.from(unseal('email', sealedBody), 'base64')
  return bodySchema.parse(JSON.parse(inflateRawSync(packed).toString('utf8')))
}

/**
 * Sends the kept copy, unless it has left already, and records how that went, together with
 * `settle`. When the process dies between the two, the next run sends the same bytes under the
 * same key. Throws EmailNotSentError when trying again is right.
 */
export async function deliverEmail(
  db: Db,
  messageId: string,
  { now, settle }: { now: Date; settle?: (tx: Db, state: EmailState) => Promise<void> },
): Promise<void> {
  const waiting = and(eq(emails.id, messageId), eq(emails.state, 'waiting'))
  const [mail] = await db.select().from(emails).where(waiting)
  if (!mail) return
  const { subject, recipient: to, sender, replyTo } = mail
  const result = await sendEmail({
    messageId,
    to,
    subject,
    sender,
    replyTo,
    ...unsealBody(mail.sealedBody),
  })
  const state = result.kind === 'refused' ? 'failed' : result.kind
  await db.transaction(async (tx) => {
    const [settled] = await tx
      .update(emails)
      .set({
        state,
        stateAt: now,
        providerId: result.kind === 'sent' ? result.providerId : null,
        error: result.kind === 'refused' ? result.reason : null,
        sentAt: state === 'failed' ? null : now,
      })
      .where(waiting)
      .returning({ id: emails.id })
    // Another run was quicker, and has settled everything.
    if (settled) await settle?.(tx, state)
  })
}
