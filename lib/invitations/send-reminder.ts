import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { invitations, mobileKeys } from '@/db/schema'
import { renderEmail } from '@/lib/email/render-email'
import { keyReminderTemplate } from '@/lib/email/templates/key-reminder'
import { letterheadFor, lockPresent, readOffices } from './correspondence'
import { deliverEmail, keepEmail } from './deliver-email'
import { contextOf, type EmailMessage } from './email-context'
import { keyUrl, linkTokenFor } from './link-token'

const payloadSchema = z.object({ invitationId: z.string(), daysLeft: z.number() })

/**
 * Reminds somebody of a link that nobody has used. Nothing is sent once a key is on a phone, the
 * link has ended or was replaced, or the person may have no key any more.
 */
export async function sendReminder(db: Db, message: EmailMessage, now: Date): Promise<void> {
  const input = payloadSchema.parse(message.payload)
  const ctx = contextOf(db, message, { now })
  await withTransaction(ctx, (tx) => prepareReminder(tx, { ...input, messageId: message.id }))
  await deliverEmail(db, message.id, { now })
}

interface ReminderInput {
  messageId: string
  invitationId: string
  daysLeft: number
}

async function prepareReminder(
  tx: Context,
  { messageId, invitationId, daysLeft }: ReminderInput,
): Promise<void> {
  const [link] = await tx.db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.organizationId, tx.organizationId),
        eq(invitations.id, invitationId),
        isNull(invitations.usedAt),
        isNull(invitations.endedAt),
        isNull(invitations.replacedAt),
      ),
    )
  if (!link?.emailId || link.expiresAt <= tx.now) return
  const person = await lockPresent(tx, link.employeeId)
  const offices = await readOffices(tx, await propertiesOf(tx, invitationId))
  if (!person?.email || offices.length === 0) return
  const { reader, contact, ...envelope } = letterheadFor(person, offices)
  const email = await renderEmail(
    keyReminderTemplate,
    {
      ...person,
      url: keyUrl(linkTokenFor(link.emailId)),
      daysLeft,
      worksUntil: link.expiresAt,
      last: daysLeft === 1,
      contact,
    },
    reader,
  )
  const quiet = offices.filter((office) => office.quiet).map((office) => office.propertyId)
  const { organizationId } = tx
  const to = { employeeId: link.employeeId, to: person.email, organizationId }
  const heldFor = quiet.length > 0 ? quiet : undefined
  await keepEmail(tx.db, { messageId, ...to, ...envelope, email, heldFor }, tx.now)
}

/** Where the link still has a key that is on no phone. A bounced address is not written to again. */
async function propertiesOf(tx: Context, invitationId: string): Promise<string[]> {
  const keys = await tx.db
    .select({ propertyId: mobileKeys.propertyId })
    .from(mobileKeys)
    .where(
      and(
        eq(mobileKeys.organizationId, tx.organizationId),
        eq(mobileKeys.invitationId, invitationId),
        inArray(mobileKeys.state, ['sent', 'delivered', 'opened']),
        isNull(mobileKeys.revokedAt),
      ),
    )
  return keys.map((key) => key.propertyId)
}
