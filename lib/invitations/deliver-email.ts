import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { emails, suppressions } from '@/db/schema'
import type { RenderedEmail } from '@/lib/email/render-email'
import { type SendResult, sendEmail } from '@/lib/email/send-email'
import type { EmailState } from '@/lib/kernel/email-states'
import { nameKey } from '@/lib/kernel/name-key'
import { seal, unseal } from '@/lib/platform/seal'
import { contextOf } from './email-context'
import { tellOutcome } from './email-outcome'

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
 * Sends the kept copy, unless it has left already, and records how that went together with what
 * follows from it. When the process dies between the two, the next run sends the same bytes under
 * the same key. Throws EmailNotSentError when trying again is right.
 */
export async function deliverEmail(
  db: Db,
  messageId: string,
  { now, requestId }: { now: Date; requestId?: string | undefined },
): Promise<void> {
  const [mail] = await db
    .select()
    .from(emails)
    .where(and(eq(emails.id, messageId), eq(emails.state, 'waiting')))
  if (!mail) return
  const result = (await isSuppressed(db, mail)) ? suppressed : await send(mail)
  const after = stateAfter(result)
  const error = result.kind === 'refused' || result.kind === 'suppressed' ? result.reason : null
  await db.transaction(async (tx) => {
    const [settled] = await tx
      .update(emails)
      .set({
        state: after,
        stateAt: now,
        providerId: result.kind === 'sent' ? result.providerId : null,
        error,
        sentAt: result.kind === 'sent' || result.kind === 'kept' ? now : null,
      })
      .where(and(eq(emails.id, messageId), eq(emails.state, 'waiting')))
      .returning({ id: emails.id })
    // Another run was quicker, or the provider's own word, and has settled everything.
    if (!settled || !mail.organizationId) return
    const ctx = { ...contextOf(tx, mail, { now, requestId }), inTransaction: true } as const
    await tellOutcome(ctx, { ...mail, before: 'waiting', after, error })
  })
}

type Mail = typeof emails.$inferSelect
type Outcome = SendResult | { kind: 'suppressed'; reason: string }

const suppressed: Outcome = { kind: 'suppressed', reason: 'suppressed' }

function stateAfter(result: Outcome): EmailState {
  return result.kind === 'refused' ? 'failed' : result.kind
}

/** A sign-in link belongs to no organisation, and nobody's list holds it back. */
async function isSuppressed(db: Db, { organizationId, recipient }: Mail): Promise<boolean> {
  if (!organizationId) return false
  const living = and(
    eq(suppressions.organizationId, organizationId),
    eq(suppressions.recipientKey, nameKey(recipient)),
    isNull(suppressions.liftedAt),
  )
  return (await db.$count(suppressions, living)) > 0
}

function send({ id, subject, recipient: to, sender, replyTo, sealedBody }: Mail) {
  return sendEmail({ messageId: id, to, subject, sender, replyTo, ...unsealBody(sealedBody) })
}
