import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { emails, employees, invitations, mobileKeys, organizations } from '@/db/schema'
import { keyInvitationTemplate } from '@/lib/email/key-invitation'
import { renderEmail } from '@/lib/email/render-email'
import { newId } from '@/lib/kernel/ids'
import { doorsOf } from '@/lib/keys/doors'
import { env } from '@/lib/platform/env'
import { hashSecret } from '@/lib/platform/secret'
import { keepEmail } from './deliver-email'
import { linkTokenFor } from './link-token'

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
  const person = await lockPerson(tx, input.employeeId)
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

type Person = { name: string; givenName: string | null; organization: string }
type WaitingKey = { id: string; propertyId: string }

async function invite(
  tx: Context,
  { messageId, employeeId }: InvitationInput,
  waiting: WaitingKey[],
  person: Person & { email: string },
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
  const places = await doorsOf(tx, {
    employeeId,
    propertyIds: waiting.map((key) => key.propertyId),
  })
  const email = await renderEmail(keyInvitationTemplate, {
    url: `${env().appUrl}/key/${token}`,
    firstName: person.givenName ?? person.name,
    organization: person.organization,
    places,
    worksUntil: writtenDate(expiresAt, places[0]?.timeZone ?? 'UTC'),
  })
  const { organizationId } = tx
  await keepEmail(tx.db, { messageId, organizationId, employeeId, to: person.email, email }, tx.now)
  return invitationId
}

/** Somebody who leaves at this moment waits, or has left before anything is put down. */
async function lockPerson(tx: Context, employeeId: string) {
  const [person] = await tx.db
    .select({
      name: employees.displayName,
      givenName: employees.givenName,
      email: employees.primaryEmail,
      organization: organizations.name,
    })
    .from(employees)
    .innerJoin(organizations, eq(organizations.id, employees.organizationId))
    .where(
      and(
        eq(employees.organizationId, tx.organizationId),
        eq(employees.id, employeeId),
        eq(employees.active, true),
        isNull(employees.hold),
        isNull(employees.deletedAt),
      ),
    )
    .for('share', { of: employees })
  return person
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

function writtenDate(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(at)
}
