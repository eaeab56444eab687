import { and, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { activity } from '@/db/schema'
import { renderEmail } from '@/lib/email/render-email'
import { newPhoneTemplate } from '@/lib/email/templates/new-phone'
import { enqueue } from '@/lib/outbox/enqueue'
import { letterheadFor, lockPresent, readOffices } from './correspondence'
import { deliverEmail, keepEmail } from './deliver-email'
import { contextOf, type EmailMessage } from './email-context'
import { NEW_PHONE } from './topics'

const payloadSchema = z.object({
  employeeId: z.string(),
  propertyIds: z.array(z.string()),
  device: z.string(),
  at: z.coerce.date(),
})

/**
 * Plans a word to the owner when a key is set up on another phone in place of an earlier one, in
 * case it was somebody else. Called before the setting up itself is told: the newest entry about
 * phones says whether one was given up for this.
 */
export async function planNewPhoneNotice(
  tx: Context,
  input: { employeeId: string; propertyIds: string[]; device: string },
): Promise<void> {
  const [newest] = await tx.db
    .select({ kind: activity.kind })
    .from(activity)
    .where(
      and(
        eq(activity.organizationId, tx.organizationId),
        eq(activity.subjectId, input.employeeId),
        inArray(activity.kind, ['key.phone_replaced', 'key.activated']),
      ),
    )
    .orderBy(desc(activity.at), desc(activity.id))
    .limit(1)
  if (newest?.kind !== 'key.phone_replaced') return
  await enqueue(tx, [{ topic: NEW_PHONE, payload: { ...input, at: tx.now.toISOString() } }])
}

export async function sendNewPhoneNotice(db: Db, message: EmailMessage, now: Date): Promise<void> {
  const { employeeId, propertyIds, device, at } = payloadSchema.parse(message.payload)
  const ctx = contextOf(db, message, { now })
  await withTransaction(ctx, async (tx) => {
    const person = await lockPresent(tx, employeeId)
    if (!person?.email) return
    const offices = await readOffices(tx, propertyIds)
    const { reader, contact, ...envelope } = letterheadFor(person, offices)
    const email = await renderEmail(newPhoneTemplate, { ...person, device, at, contact }, reader)
    const quiet = offices.filter((office) => office.quiet).map((office) => office.propertyId)
    const { organizationId } = tx
    await keepEmail(
      tx.db,
      {
        messageId: message.id,
        organizationId,
        employeeId,
        to: person.email,
        ...envelope,
        email,
        heldFor: quiet.length > 0 ? quiet : undefined,
      },
      now,
    )
  })
  await deliverEmail(db, message.id, { now })
}
