import { and, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { invitations } from '@/db/schema'
import { enqueue } from '@/lib/outbox/enqueue'
import { KEY_REMINDER } from './topics'

const DAY_MS = 24 * 60 * 60 * 1000

/** A key that is on no phone yet is spoken of again so many days before its link runs out. */
export const REMINDER_DAYS = [3, 1] as const

/**
 * Plans the reminders of the link that an e-mail carries, when the e-mail leaves. Whether they are
 * still called for is asked when they are due.
 */
export async function planReminders(tx: Context, emailId: string): Promise<void> {
  const [invitation] = await tx.db
    .select({ id: invitations.id, expiresAt: invitations.expiresAt })
    .from(invitations)
    .where(and(eq(invitations.organizationId, tx.organizationId), eq(invitations.emailId, emailId)))
  if (!invitation) return
  const due = REMINDER_DAYS.map((daysLeft) => ({
    topic: KEY_REMINDER,
    payload: { invitationId: invitation.id, daysLeft },
    dedupeKey: `reminder:${tx.organizationId}:${invitation.id}:${daysLeft}`,
    runAt: new Date(invitation.expiresAt.getTime() - daysLeft * DAY_MS),
  }))
  await enqueue(
    tx,
    due.filter(({ runAt }) => runAt > tx.now),
  )
}
