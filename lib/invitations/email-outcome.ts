import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees, invitations, type MobileKeyState, mobileKeys } from '@/db/schema'
import { type ActivityEntry, recordActivity } from '@/lib/activity/record'
import type { EmailState } from '@/lib/kernel/email-states'
import { planReminders } from './plan-reminders'

export interface EmailStep {
  id: string
  employeeId: string | null
  template: string
  before: EmailState
  after: EmailState
  /** The provider's code, when nothing arrived. */
  error: string | null
}

/** What an e-mail's new state makes of the keys whose link it carries; undefined: nothing. */
const keyStates: Partial<Record<EmailState, MobileKeyState>> = {
  kept: 'sent',
  sent: 'sent',
  delivered: 'delivered',
  bounced: 'bounced',
  complained: 'bounced',
  suppressed: 'bounced',
}

/** From where a key may come to a state: what a person did on the page is never taken back by an e-mail. */
const keyStatesBefore: Record<string, MobileKeyState[]> = {
  sent: ['waiting'],
  delivered: ['waiting', 'sent'],
  bounced: ['waiting', 'sent', 'delivered'],
}

/**
 * Follows an e-mail's step in the transaction that takes it: the keys of its link, the reminders
 * that its leaving calls for, and the activity log.
 */
export async function tellOutcome(tx: Context, step: EmailStep): Promise<void> {
  const left =
    step.before === 'waiting' && ['kept', 'sent', 'delayed', 'delivered'].includes(step.after)
  await moveKeys(tx, step)
  if (left) await planReminders(tx, step.id)
  if (!step.employeeId) return
  const [person] = await tx.db
    .select({ name: employees.displayName })
    .from(employees)
    .where(and(eq(employees.organizationId, tx.organizationId), eq(employees.id, step.employeeId)))
  if (person) await recordActivity(tx, entriesFor(step, { ...person, left }))
}

async function moveKeys(tx: Context, { id, after, error }: EmailStep): Promise<void> {
  const state = keyStates[after]
  if (!state) return
  const ofEmail = tx.db
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.organizationId, tx.organizationId), eq(invitations.emailId, id)))
  await tx.db
    .update(mobileKeys)
    .set({ state, stateAt: tx.now, cause: state === 'bounced' ? error : null })
    .where(
      and(
        eq(mobileKeys.organizationId, tx.organizationId),
        // The keys of this link alone: one that was issued meanwhile waits for its own e-mail.
        sql`${mobileKeys.invitationId} in (${ofEmail})`,
        inArray(mobileKeys.state, keyStatesBefore[state] ?? []),
        isNull(mobileKeys.revokedAt),
      ),
    )
}

function entriesFor(
  { employeeId, template, after, error }: EmailStep,
  { name, left }: { name: string; left: boolean },
): ActivityEntry[] {
  const subject = { kind: 'employee', id: employeeId ?? '' } as const
  if (
    after === 'bounced' ||
    after === 'complained' ||
    after === 'suppressed' ||
    after === 'failed'
  ) {
    const data = { name, template, outcome: after, reason: error ?? after }
    return [{ kind: 'email.undelivered', data, subject }]
  }
  return left ? [{ kind: 'email.sent', data: { name, template }, subject }] : []
}
