import { desc, eq } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { emails } from '@/db/schema'
import { env } from '@/lib/platform/env'
import { unsealBody } from './deliver-email'

/**
 * The development mailbox: every e-mail of the installation with its exact copy, links included.
 * It exists only where DEV_MAILBOX is on, which production refuses.
 */
export interface MailSummary {
  id: string
  subject: string
  recipient: string
  state: string
  createdAt: Date
}

const SHOWN_MAX = 200

/** Newest first. Undefined where the mailbox is off. */
export async function listMail(): Promise<MailSummary[] | undefined> {
  if (!env().devMailboxEnabled) return undefined
  const db = await getDb()
  return db
    .select({
      id: emails.id,
      subject: emails.subject,
      recipient: emails.recipient,
      state: emails.state,
      createdAt: emails.createdAt,
    })
    .from(emails)
    .orderBy(desc(emails.createdAt), desc(emails.id))
    .limit(SHOWN_MAX)
}

export async function readMail(
  id: string,
): Promise<(MailSummary & { html: string; text: string }) | undefined> {
  if (!env().devMailboxEnabled) return undefined
  const db = await getDb()
  const [row] = await db.select().from(emails).where(eq(emails.id, id))
  if (!row) return undefined
  const { subject, recipient, state, createdAt } = row
  return { id, subject, recipient, state, createdAt, ...unsealBody(row.sealedBody) }
}
