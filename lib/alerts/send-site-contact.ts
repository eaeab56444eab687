import { z } from 'zod'
import type { Db } from '@/db/client'
import { renderEmail } from '@/lib/email/render-email'
import { siteContactTemplate } from '@/lib/email/templates/site-contact'
import { letterheadFor, readAnybody, readOffices } from '@/lib/invitations/correspondence'
import { deliverEmail, keepEmail } from '@/lib/invitations/deliver-email'
import { contextOf, type EmailMessage } from '@/lib/invitations/email-context'

const payloadSchema = z.object({
  employeeId: z.string(),
  propertyId: z.string(),
  /** When access was taken. */
  at: z.coerce.date(),
  askedBy: z.string(),
  silent: z.array(
    z.object({
      controller: z.string(),
      since: z.coerce.date(),
      count: z.number(),
      doors: z.array(z.string()),
    }),
  ),
})

/**
 * Writes to a property's contact, in the property's language, what was silent when an administrator
 * asked for it. Quiet mode is for people with a key, and does not hold this back.
 */
export async function sendToSiteContact(db: Db, message: EmailMessage, now: Date): Promise<void> {
  const { employeeId, propertyId, ...told } = payloadSchema.parse(message.payload)
  const ctx = contextOf(db, message, { now })
  const person = await readAnybody(ctx, employeeId)
  const [office] = await readOffices(ctx, [propertyId])
  if (!person || !office?.contact?.email) return
  const { organization, name } = person
  const { reader, sender } = letterheadFor({ preferredLanguage: null, organization }, [office])
  const email = await renderEmail(
    siteContactTemplate,
    { ...told, person: name, organization, property: office.property },
    reader,
  )
  const envelope = { organizationId: ctx.organizationId, employeeId: null, sender, replyTo: null }
  const to = office.contact.email
  await keepEmail(db, { messageId: message.id, ...envelope, to, email }, now)
  await deliverEmail(db, message.id, { now })
}
