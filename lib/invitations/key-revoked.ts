import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { mobileKeys } from '@/db/schema'
import { renderEmail } from '@/lib/email/render-email'
import { keyRevokedTemplate } from '@/lib/email/templates/key-revoked'
import type { NewMessage } from '@/lib/outbox/enqueue'
import { letterheadFor, lockPresent, readOffices } from './correspondence'
import { deliverEmail, keepEmail } from './deliver-email'
import { contextOf, type EmailMessage } from './email-context'
import { knowsOfKeys } from './knows-of-keys'
import { KEY_REVOKED } from './topics'

const payloadSchema = z.object({
  employeeId: z.string(),
  propertyIds: z.array(z.string()),
  at: z.coerce.date(),
})

/** A word to somebody whose key was switched off while the access stays, to be enqueued. */
export function keyRevokedNotice(
  tx: Context,
  input: { employeeId: string; propertyIds: string[] },
): NewMessage {
  return { topic: KEY_REVOKED, payload: { ...input, at: tx.now.toISOString() } }
}

/**
 * Tells it, unless the person has another key there by then, which comes with an e-mail of its own,
 * or was never written to about one.
 */
export async function sendKeyRevokedNotice(
  db: Db,
  message: EmailMessage,
  now: Date,
): Promise<void> {
  const { employeeId, propertyIds, at } = payloadSchema.parse(message.payload)
  const ctx = contextOf(db, message, { now })
  await withTransaction(ctx, async (tx) => {
    const person = await lockPresent(tx, employeeId)
    if (!person?.email || !(await knowsOfKeys(tx, { employeeId, since: at }))) return
    const living = await propertiesOfKeys(tx, employeeId)
    const offices = await readOffices(
      tx,
      propertyIds.filter((id) => !living.includes(id)),
    )
    if (offices.length === 0) return
    const { reader, contact, ...envelope } = letterheadFor(person, offices)
    const properties = offices.map((office) => office.property)
    const email = await renderEmail(keyRevokedTemplate, { ...person, properties, contact }, reader)
    const quiet = offices.filter((office) => office.quiet).map((office) => office.propertyId)
    const to = { organizationId: tx.organizationId, employeeId, to: person.email }
    const heldFor = quiet.length > 0 ? quiet : undefined
    await keepEmail(tx.db, { messageId: message.id, ...to, ...envelope, email, heldFor }, now)
  })
  await deliverEmail(db, message.id, { now })
}

async function propertiesOfKeys(tx: Context, employeeId: string): Promise<string[]> {
  const rows = await tx.db
    .select({ propertyId: mobileKeys.propertyId })
    .from(mobileKeys)
    .where(
      and(
        eq(mobileKeys.organizationId, tx.organizationId),
        eq(mobileKeys.employeeId, employeeId),
        isNull(mobileKeys.revokedAt),
      ),
    )
  return rows.map(({ propertyId }) => propertyId)
}
