import { and, desc, eq, gte, inArray, isNull, min } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, emails, invitations, mobileKeys } from '@/db/schema'
import { renderEmail } from '@/lib/email/render-email'
import { type KeyInvitationData, keyInvitationTemplate } from '@/lib/email/templates/key-invitation'
import { newId } from '@/lib/kernel/ids'
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
import { placesOf } from './places-of'

const LINK_DAYS = 7
const DAY_MS = 24 * 60 * 60 * 1000

export interface InvitationInput {
  messageId: string
  employeeId: string
}

/**
 * Puts down everything that the e-mail needs before it leaves: the link, the keys that it covers,
 * and the exact copy. Keys of properties in quiet mode have an e-mail of their own, which is built
 * and held. A repeated run finds what the first one put down. When nothing is to be sent any more,
 * because no key waits or the person may have none, an unsent copy goes.
 */
export async function prepareInvitation(tx: Context, input: InvitationInput): Promise<void> {
  const person = await lockPresent(tx, input.employeeId)
  const [earlier] = await tx.db
    .select({ id: invitations.id, endedAt: invitations.endedAt })
    .from(invitations)
    .where(ofMessage(tx, input.messageId))
  if (earlier) {
    const living = await coveredKeys(tx, earlier.id)
    if (!person || earlier.endedAt || living === 0) await dropUnsent(tx, input.messageId)
    return
  }
  if (!person?.email) return
  const waiting = await lockWaitingKeys(tx, input.employeeId)
  const offices = await readOffices(
    tx,
    waiting.map((key) => key.propertyId),
  )
  const recipient = {
    ...person,
    email: person.email,
    occasion: await occasionOf(tx, input.employeeId),
  }
  const loud = offices.filter((office) => !office.quiet)
  const quiet = offices.filter((office) => office.quiet)
  if (loud.length > 0) await invite(tx, recipient, { id: input.messageId, offices: loud, waiting })
  if (quiet.length > 0) {
    const id = newId('message', tx.now)
    const heldFor = quiet.map((office) => office.propertyId)
    await invite(tx, recipient, { id, offices: quiet, waiting, heldFor })
  }
}

type WaitingKey = { id: string; propertyId: string; startsAt: Date | null }
type Recipient = Correspondent & { email: string; occasion: KeyInvitationData['occasion'] }
interface Letter {
  /** Of the e-mail; the link's secret is derived from it. */
  id: string
  offices: Office[]
  waiting: WaitingKey[]
  heldFor?: string[]
}

async function invite(
  tx: Context,
  { employeeId, ...person }: Recipient,
  { id, offices, waiting, heldFor }: Letter,
): Promise<void> {
  const token = linkTokenFor(id)
  const expiresAt = new Date(tx.now.getTime() + LINK_DAYS * DAY_MS)
  const keys = waiting.filter((key) => offices.some((one) => one.propertyId === key.propertyId))
  await putDownLink(tx, { employeeId, emailId: id, token, expiresAt, keys })
  const { reader, contact, ...envelope } = letterheadFor(person, offices)
  const email = await renderEmail(
    keyInvitationTemplate,
    {
      ...person,
      url: keyUrl(token),
      places: await placesOf(tx, { employeeId, offices }),
      worksUntil: expiresAt,
      firstDay: firstDayOf(keys, { now: tx.now, timeZone: reader.timeZone }),
      contact,
    },
    reader,
  )
  const { organizationId } = tx
  const to = { employeeId, to: person.email, organizationId }
  await keepEmail(tx.db, { messageId: id, ...to, ...envelope, email, heldFor }, tx.now)
}

interface NewLink {
  employeeId: string
  emailId: string
  token: string
  expiresAt: Date
  keys: WaitingKey[]
}

async function putDownLink(
  tx: Context,
  { employeeId, emailId, token, expiresAt, keys }: NewLink,
): Promise<void> {
  const { organizationId, now: createdAt } = tx
  const id = newId('invitation', tx.now)
  await tx.db.insert(invitations).values({
    organizationId,
    id,
    employeeId,
    tokenHash: hashSecret(token),
    emailId,
    createdAt,
    expiresAt,
  })
  const keyIds = keys.map((key) => key.id)
  await tx.db
    .update(mobileKeys)
    .set({ invitationId: id })
    .where(and(eq(mobileKeys.organizationId, organizationId), inArray(mobileKeys.id, keyIds)))
}

/** Whose link was replaced by another gets that one; somebody who left and is back is welcomed. */
async function occasionOf(tx: Context, employeeId: string): Promise<KeyInvitationData['occasion']> {
  const [earlier] = await tx.db
    .select({ usedAt: invitations.usedAt, replacedAt: invitations.replacedAt })
    .from(invitations)
    .where(
      and(
        eq(invitations.organizationId, tx.organizationId),
        eq(invitations.employeeId, employeeId),
      ),
    )
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(1)
  if (earlier?.replacedAt && !earlier.usedAt) return 'again'
  const [lost] = await tx.db
    .select({ at: min(mobileKeys.revokedAt) })
    .from(mobileKeys)
    .where(
      and(eq(mobileKeys.organizationId, tx.organizationId), eq(mobileKeys.employeeId, employeeId)),
    )
  if (!lost?.at) return 'new'
  const returned = await tx.db.$count(
    activity,
    and(
      eq(activity.organizationId, tx.organizationId),
      eq(activity.subjectId, employeeId),
      eq(activity.kind, 'employee.reactivated'),
      gte(activity.at, lost.at),
    ),
  )
  return returned > 0 ? 'back' : 'new'
}

/** The earliest day on which one of the keys begins, in the property's zone, when none has begun. */
function firstDayOf(
  keys: WaitingKey[],
  { now, timeZone }: { now: Date; timeZone: string },
): string | null {
  const starts = keys.map((key) => key.startsAt?.getTime() ?? 0)
  const first = Math.min(...starts)
  if (first <= now.getTime()) return null
  // Swedish writes dates as ISO does.
  return new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(first)
}

function lockWaitingKeys(tx: Context, employeeId: string): Promise<WaitingKey[]> {
  return tx.db
    .select({
      id: mobileKeys.id,
      propertyId: mobileKeys.propertyId,
      startsAt: mobileKeys.startsAt,
    })
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
