import { and, eq, gt } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { employees, invitations } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { findInvitation, hasEnded, type Visit } from './find-invitation'
import { renewLinks } from './renew-links'

/** Somebody who asks more often than this has another trouble than a lost e-mail. */
const LINKS_PER_DAY = 4
const DAY_MS = 24 * 60 * 60 * 1000

/** *Send again*: a new link for every key that is not set up yet; the older one says that it was replaced. */
export async function sendAgain(ctx: Context, input: { employeeId: string }): Promise<void> {
  await withTransaction(ctx, (tx) => renew(tx, input.employeeId))
}

/**
 * *Send me a new link*, from the page of one that has run out: no administrator is needed, and it
 * goes to the person's own address, never to one that is typed in. Throws not_found, expired,
 * conflict, or unavailable when it is asked for too often.
 */
export async function renewLink(visit: Visit): Promise<void> {
  const found = await findInvitation(visit)
  if (!found) throw new AppError('not_found', 'This link is not known. It may have been cut short.')
  const { ctx, invitation } = found
  // Pressed twice: the first one is on its way.
  if (invitation.replacedAt) return
  if (hasEnded(found)) throw new AppError('expired', 'This key has ended.')
  if (invitation.usedAt) throw new AppError('conflict', 'This link was used already.')
  await withTransaction(ctx, async (tx) => {
    const since = new Date(tx.now.getTime() - DAY_MS)
    const recent = await tx.db.$count(
      invitations,
      and(
        eq(invitations.organizationId, tx.organizationId),
        eq(invitations.employeeId, invitation.employeeId),
        gt(invitations.createdAt, since),
      ),
    )
    if (recent >= LINKS_PER_DAY) {
      throw new AppError(
        'unavailable',
        `${recent} links went out today. Look for the newest e-mail, or try again tomorrow.`,
      )
    }
    await renew(tx, invitation.employeeId)
  })
}

async function renew(tx: Context, employeeId: string): Promise<void> {
  const person = await lockReachable(tx, employeeId)
  const renewed = await renewLinks(tx, [employeeId])
  if (renewed.length === 0) {
    throw new AppError('conflict', `${person.name} has no key that waits to be set up.`)
  }
  await recordActivity(tx, [
    {
      kind: 'key.sent_again',
      data: { name: person.name },
      subject: { kind: 'employee', id: employeeId },
    },
  ])
}

async function lockReachable(tx: Context, employeeId: string) {
  const [person] = await tx.db
    .select({
      name: employees.displayName,
      email: employees.primaryEmail,
      active: employees.active,
      hold: employees.hold,
      deletedAt: employees.deletedAt,
    })
    .from(employees)
    .where(and(eq(employees.organizationId, tx.organizationId), eq(employees.id, employeeId)))
    .for('update')
  if (!person) throw new AppError('not_found', 'This person is not in the directory.')
  if (!person.active || person.hold || person.deletedAt) {
    throw new AppError('conflict', `${person.name} may have no access now, so no key either.`)
  }
  if (!person.email) {
    throw new AppError('conflict', `${person.name} has no e-mail address to send a key to.`)
  }
  return person
}
