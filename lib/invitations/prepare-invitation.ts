import { and, desc, eq, gte, isNull, min } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, emails, invitations, mobileKeys } from '@/db/schema'
import { renderEmail } from '@/lib/email/render-email'
import { type KeyInvitationData, keyInvitationTemplate } from '@/lib/email/templates/key-invitation'
import { newId } from '@/lib/kernel/ids'
import {
  type Correspondent,
  letterheadFor,
  lockPresent,
  type Office,
  readOffices,
} from './correspondence'
import { keepEmail } from './deliver-email'
import { lockWaitingKeys, putDownLink, type WaitingKey } from './new-link'
import { placesOf } from './places-of'

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
  const keys = waiting.filter((key) => offices.some((one) => one.propertyId === key.propertyId))
  const { url, worksUntil } = await putDownLink(tx, { employeeId, emailId: id, keys })
  const { reader, contact, ...envelope } = letterheadFor(person, offices)
  const email = await renderEmail(
    keyInvitationTemplate,
    {
      ...person,
      url,
      places: await placesOf(tx, { employeeId, offices }),
      worksUntil,
      firstDay: firstDayOf(keys, { now: tx.now, timeZone: reader.timeZone }),
      contact,
    },
    reader,
  )
  const { organizationId } = tx
  const to = { employeeId, to: person.email, organizationId }
  await keepEmail(tx.db, { messageId: id, ...to, ...envelope, email, heldFor }, tx.now)
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
