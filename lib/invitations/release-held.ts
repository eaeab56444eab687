import { and, arrayContains, eq, isNull } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { isAny } from '@/db/predicates'
import { emails, invitations, mobileKeys, properties } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { enqueue } from '@/lib/outbox/enqueue'
import { inviteForKeys } from './invite'
import { SEND_EMAIL } from './topics'

/**
 * Sends what was built while a property was in quiet mode. An invitation is built once more, so
 * that its link works for seven days from now; everything else leaves as the exact copy that was
 * kept. Throws conflict while the property is still quiet. Returns how many e-mails will leave.
 */
export async function releaseHeld(
  ctx: Context,
  { propertyId }: { propertyId: string },
): Promise<number> {
  return withTransaction(ctx, async (tx) => {
    const property = await readLoudProperty(tx, propertyId)
    const isHeld = and(
      eq(emails.organizationId, tx.organizationId),
      eq(emails.state, 'held'),
      arrayContains(emails.heldFor, [propertyId]),
    )
    const dropped = await tx.db
      .delete(emails)
      .where(and(isHeld, eq(emails.template, 'key-invitation')))
      .returning({ id: emails.id })
    await planAnew(
      tx,
      dropped.map(({ id }) => id),
    )
    const released = await tx.db
      .update(emails)
      .set({ state: 'waiting', stateAt: tx.now, heldFor: null })
      .where(isHeld)
      .returning({ id: emails.id })
    await enqueue(
      tx,
      released.map(({ id }) => ({ topic: SEND_EMAIL, payload: { emailId: id } })),
    )
    const count = dropped.length + released.length
    await recordActivity(tx, [{ kind: 'email.released', data: { property, count }, propertyId }])
    return count
  })
}

async function readLoudProperty(tx: Context, propertyId: string): Promise<string> {
  const [property] = await tx.db
    .select({ name: properties.name, quiet: properties.quiet })
    .from(properties)
    .where(and(eq(properties.organizationId, tx.organizationId), eq(properties.id, propertyId)))
    .for('share')
  if (!property) throw new AppError('not_found', 'This property no longer exists.')
  if (property.quiet) {
    throw new AppError('conflict', `${property.name} is in quiet mode. Switch that off first.`)
  }
  return property.name
}

/** Takes the links back, which nobody has seen, and plans one e-mail for each person. */
async function planAnew(tx: Context, emailIds: string[]): Promise<void> {
  const links = await tx.db
    .update(invitations)
    .set({ endedAt: tx.now })
    .where(
      and(eq(invitations.organizationId, tx.organizationId), isAny(invitations.emailId, emailIds)),
    )
    .returning({ id: invitations.id })
  const keys = await tx.db
    .update(mobileKeys)
    .set({ invitationId: null })
    .where(
      and(
        eq(mobileKeys.organizationId, tx.organizationId),
        isAny(
          mobileKeys.invitationId,
          links.map(({ id }) => id),
        ),
        eq(mobileKeys.state, 'waiting'),
        isNull(mobileKeys.revokedAt),
      ),
    )
    .returning({ employeeId: mobileKeys.employeeId })
  await inviteForKeys(tx, [...new Set(keys.map((key) => key.employeeId))])
}
