import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { emails, invitations, mobileKeys } from '@/db/schema'
import { renderEmail } from '@/lib/email/render-email'
import { keyInvitationTemplate } from '@/lib/email/templates/key-invitation'
import type { EmailPlace } from '@/lib/email/templates/place-list'
import { newId } from '@/lib/kernel/ids'
import { doorsOf } from '@/lib/keys/doors'
import { hashSecret } from '@/lib/platform/secret'
import {
  type Correspondent,
  letterheadFor,
  lockPresent,
  type Office,
  readOffices,
} from './correspondence'
import { keepEmail } from './deliver-email'
import { keyUrl, linkTokenFor } from './link-token'

const LINK_DAYS = 7
const DAY_MS = 24 * 60 * 60 * 1000

export interface InvitationInput {
  messageId: string
  employeeId: string
}

export interface PreparedInvitation {
  invitationId: string
  name: string
}

/**
 * Puts down everything that the e-mail needs before it leaves: the link, the keys that it covers,
 * and the exact copy. A repeated run finds what the first one put down. Undefined when nothing is
 * to be sent: no key waits, or the person may have none any more, and then an unsent copy goes.
 */
export async function prepareInvitation(
  tx: Context,
  input: InvitationInput,
): Promise<PreparedInvitation | undefined> {
  const person = await lockPresent(tx, input.employeeId)
  const [earlier] = await tx.db
    .select({ id: invitations.id, endedAt: invitations.endedAt })
    .from(invitations)
    .where(ofMessage(tx, input.messageId))
  if (earlier) {
    const living = await coveredKeys(tx, earlier.id)
    if (person && !earlier.endedAt && living > 0) {
      return { invitationId: earlier.id, name: person.name }
    }
    await dropUnsent(tx, input.messageId)
    return undefined
  }
  if (!person?.email) return undefined
  const waiting = await lockWaitingKeys(tx, input.employeeId)
  if (waiting.length === 0) return undefined
  const invitationId = await invite(tx, input, waiting, { ...person, email: person.email })
  return { invitationId, name: person.name }
}

type WaitingKey = { id: string; propertyId: string }

async function invite(
  tx: Context,
  { messageId, employeeId }: InvitationInput,
  waiting: WaitingKey[],
  person: Correspondent & { email: string },
): Promise<string> {
  const token = linkTokenFor(messageId)
  const invitationId = newId('invitation', tx.now)
  const expiresAt = new Date(tx.now.getTime() + LINK_DAYS * DAY_MS)
  await tx.db.insert(invitations).values({
    organizationId: tx.organizationId,
    id: invitationId,
    employeeId,
    tokenHash: hashSecret(token),
    emailId: messageId,
    createdAt: tx.now,
    expiresAt,
  })
  const keyIds = waiting.map((key) => key.id)
  await tx.db
    .update(mobileKeys)
    .set({ invitationId })
    .where(and(eq(mobileKeys.organizationId, tx.organizationId), inArray(mobileKeys.id, keyIds)))
  const propertyIds = waiting.map((key) => key.propertyId)
  const offices = await readOffices(tx, propertyIds)
  const { reader, contact, ...envelope } = letterheadFor(person, offices)
  const email = await renderEmail(
    keyInvitationTemplate,
    {
      ...person,
      occasion: 'new',
      url: keyUrl(token),
      places: await placesOf(tx, { employeeId, offices }),
      worksUntil: expiresAt,
      firstDay: null,
      contact,
    },
    reader,
  )
  const { organizationId } = tx
  const to = { employeeId, to: person.email, organizationId }
  await keepEmail(tx.db, { messageId, ...to, ...envelope, email }, tx.now)
  return invitationId
}

/** What the person may open at these properties, told by each. */
async function placesOf(
  tx: Context,
  { employeeId, offices }: { employeeId: string; offices: Office[] },
): Promise<EmailPlace[]> {
  const open = await doorsOf(tx, {
    employeeId,
    propertyIds: offices.map((office) => office.propertyId),
  })
  return offices.map(({ propertyId, property, address, dayOneNote }) => ({
    property,
    address,
    dayOneNote,
    doors: open.find((place) => place.propertyId === propertyId)?.doors ?? [],
  }))
}

function lockWaitingKeys(tx: Context, employeeId: string): Promise<WaitingKey[]> {
  return tx.db
    .select({ id: mobileKeys.id, propertyId: mobileKeys.propertyId })
    .from(mobileKeys)
    .where(
      and(
        eq(mobileKeys.organizationId, tx.organizationId),
        eq(mobileKeys.employeeId, employeeId),
        eq(mobileKeys.state, 'waiting'),
        isNull(mobileKeys.invitationId),
        isNull(mobileKeys.revokedAt),
      ),
    )
    .for('update')
}

function coveredKeys(tx: Context, invitationId: string): Promise<number> {
  return tx.db.$count(
    mobileKeys,
    and(
      eq(mobileKeys.organizationId, tx.organizationId),
      eq(mobileKeys.invitationId, invitationId),
      isNull(mobileKeys.revokedAt),
    ),
  )
}

async function dropUnsent(tx: Context, messageId: string): Promise<void> {
  await tx.db
    .delete(emails)
    .where(
      and(
        eq(emails.organizationId, tx.organizationId),
        eq(emails.id, messageId),
        eq(emails.state, 'waiting'),
      ),
    )
}

function ofMessage(tx: Context, messageId: string) {
  return and(eq(invitations.organizationId, tx.organizationId), eq(invitations.emailId, messageId))
}
