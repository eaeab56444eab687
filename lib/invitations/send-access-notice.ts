import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { emailSettings, emails } from '@/db/schema'
import { type RenderedEmail, renderEmail } from '@/lib/email/render-email'
import { accessChangedTemplate, type KeyLink } from '@/lib/email/templates/access-changed'
import { accessEndedTemplate } from '@/lib/email/templates/access-ended'
import {
  type Correspondent,
  type Letterhead,
  letterheadFor,
  type Office,
  readAnybody,
  readOffices,
} from './correspondence'
import { deliverEmail, keepEmail } from './deliver-email'
import { contextOf, type EmailMessage } from './email-context'
import { knowsOfKeys } from './knows-of-keys'
import { lockWaitingKeys, putDownLink } from './new-link'
import { placesOf } from './places-of'
import { type PropertyChanges, propertyChangesOf } from './property-changes'

const payloadSchema = z.object({ employeeId: z.string(), since: z.coerce.date() })

/**
 * Tells somebody which properties they gained or lost, or that their access ended, once. Whoever
 * was never written to about a key hears nothing: they use a card, and know of no key. Whoever had a
 * key at a property and is back there gets no invitation (product.md 4.5), so this e-mail carries
 * the link of the new key.
 */
export async function sendAccessNotice(db: Db, message: EmailMessage, now: Date): Promise<void> {
  const { employeeId, since } = payloadSchema.parse(message.payload)
  const ctx = contextOf(db, message, { now })
  await withTransaction(ctx, (tx) =>
    prepareNotice(tx, { messageId: message.id, employeeId, since }),
  )
  await deliverEmail(db, message.id, { now })
}

interface NoticeInput {
  messageId: string
  employeeId: string
  since: Date
}

async function prepareNotice(tx: Context, { messageId, employeeId, since }: NoticeInput) {
  const person = await readAnybody(tx, employeeId)
  if (!person?.email || !(await knowsOfKeys(tx, { employeeId, since }))) return
  const changes = await propertyChangesOf(tx, { employeeId, since })
  if (changes.gained.length + changes.lost.length === 0) return
  if (!person.present && !(await tellsLeavers(tx))) return
  if (await isWritten(tx, messageId)) return
  const offices = await readOffices(tx, [...changes.gained, ...changes.lost])
  const letterhead = letterheadFor(person, offices)
  const link = await linkFor(tx, { messageId, employeeId, gained: changes.gained })
  const email = await writeNotice(tx, { person, changes, offices, letterhead, link })
  const { organizationId } = tx
  const { sender, replyTo } = letterhead
  const quiet = offices.filter((office) => office.quiet).map((office) => office.propertyId)
  const heldFor = quiet.length > 0 ? quiet : undefined
  const to = { employeeId, to: person.email, organizationId }
  await keepEmail(tx.db, { messageId, ...to, sender, replyTo, email, heldFor }, tx.now)
}

interface Notice {
  person: Correspondent
  changes: PropertyChanges
  offices: Office[]
  letterhead: Letterhead
  link: KeyLink | null
}

async function writeNotice(
  tx: Context,
  { person, changes, offices, letterhead: { reader, contact }, link }: Notice,
): Promise<RenderedEmail> {
  if (!changes.any) return renderEmail(accessEndedTemplate, { ...person, contact }, reader)
  const named = (ids: string[]) => offices.filter((office) => ids.includes(office.propertyId))
  const { employeeId } = person
  const gained = await placesOf(tx, { employeeId, offices: named(changes.gained) })
  const lost = named(changes.lost).map((office) => office.property)
  return renderEmail(accessChangedTemplate, { ...person, gained, lost, link, contact }, reader)
}

/** The new keys at the properties that the e-mail tells of; null when they are set up, or there are none. */
async function linkFor(
  tx: Context,
  { messageId, employeeId, gained }: { messageId: string; employeeId: string; gained: string[] },
): Promise<KeyLink | null> {
  const waiting = await lockWaitingKeys(tx, employeeId)
  const keys = waiting.filter((key) => gained.includes(key.propertyId))
  return keys.length > 0 ? putDownLink(tx, { employeeId, emailId: messageId, keys }) : null
}

/** A run before this one put it down, and was stopped before it left. */
async function isWritten(tx: Context, messageId: string): Promise<boolean> {
  const kept = and(eq(emails.organizationId, tx.organizationId), eq(emails.id, messageId))
  return (await tx.db.$count(emails, kept)) > 0
}

async function tellsLeavers(tx: Context): Promise<boolean> {
  const [settings] = await tx.db
    .select({ tellLeavers: emailSettings.tellLeavers })
    .from(emailSettings)
    .where(eq(emailSettings.organizationId, tx.organizationId))
  return settings?.tellLeavers ?? true
}
