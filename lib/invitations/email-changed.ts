import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { mobileKeys } from '@/db/schema'
import { renderEmail } from '@/lib/email/render-email'
import { emailChangedTemplate } from '@/lib/email/templates/email-changed'
import { nameKey } from '@/lib/kernel/name-key'
import type { NewMessage } from '@/lib/outbox/enqueue'
import { env } from '@/lib/platform/env'
import { letterheadFor, lockPresent, readOffices } from './correspondence'
import { deliverEmail, keepEmail } from './deliver-email'
import { contextOf, type EmailMessage } from './email-context'
import { EMAIL_CHANGED } from './topics'

const payloadSchema = z.object({ employeeId: z.string(), before: z.string() })

/**
 * A word to the new address, to be enqueued. It waits the quiet time: an address that is changed
 * twice, or changed back, is told as it is by then, or not at all.
 */
export function emailChangedNotice(
  tx: Context,
  { employeeId, before }: { employeeId: string; before: string },
): NewMessage {
  return {
    topic: EMAIL_CHANGED,
    payload: { employeeId, before },
    dedupeKey: `email-changed:${tx.organizationId}:${employeeId}`,
    runAt: new Date(tx.now.getTime() + env().invitationQuietSeconds * 1000),
  }
}

export async function sendEmailChangedNotice(
  db: Db,
  message: EmailMessage,
  now: Date,
): Promise<void> {
  const { employeeId, before } = payloadSchema.parse(message.payload)
  const ctx = contextOf(db, message, { now })
  await withTransaction(ctx, async (tx) => {
    const person = await lockPresent(tx, employeeId)
    if (!person?.email || nameKey(person.email) === nameKey(before)) return
    const offices = await readOffices(tx, await propertiesOfActiveKeys(tx, employeeId))
    if (offices.length === 0) return
    const { reader, contact, ...envelope } = letterheadFor(person, offices)
    const email = await renderEmail(emailChangedTemplate, { ...person, contact }, reader)
    const quiet = offices.filter((office) => office.quiet).map((office) => office.propertyId)
    const { organizationId } = tx
    const to = { organizationId, employeeId, to: person.email }
    const heldFor = quiet.length > 0 ? quiet : undefined
    await keepEmail(tx.db, { messageId: message.id, ...to, ...envelope, email, heldFor }, now)
  })
  await deliverEmail(db, message.id, { now })
}

async function propertiesOfActiveKeys(tx: Context, employeeId: string): Promise<string[]> {
  const rows = await tx.db
    .select({ propertyId: mobileKeys.propertyId })
    .from(mobileKeys)
    .where(
      and(
        eq(mobileKeys.organizationId, tx.organizationId),
        eq(mobileKeys.employeeId, employeeId),
        eq(mobileKeys.state, 'active'),
        isNull(mobileKeys.revokedAt),
      ),
    )
  return rows.map(({ propertyId }) => propertyId)
}
