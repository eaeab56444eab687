import { and, eq } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { emails, employees } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { enqueue } from '@/lib/outbox/enqueue'
import { renewLinks } from './renew-links'
import { SEND_EMAIL } from './topics'

type Mail = typeof emails.$inferSelect

/**
 * Sends an e-mail of the log once more. One that carries a link is built anew with a fresh one;
 * one that the provider was never heard to take leaves under its own key, so that it cannot arrive
 * twice; any other leaves as an exact copy. Throws not_found or conflict, in words.
 */
export async function sendEmailAgain(ctx: Context, { id }: { id: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const [mail] = await tx.db
      .select()
      .from(emails)
      .where(and(eq(emails.organizationId, tx.organizationId), eq(emails.id, id)))
      .for('update')
    if (!mail) throw new AppError('not_found', 'This e-mail is not known.')
    if (mail.state === 'waiting') throw new AppError('conflict', 'This e-mail is being sent.')
    if (mail.state === 'held') {
      throw new AppError('conflict', 'It is held: switch off the property’s quiet mode first.')
    }
    if (mail.error === 'gave_up') await tryAgain(tx, mail)
    else if (carriesLink(mail)) await renew(tx, mail)
    else await sendCopy(tx, mail)
    await tell(tx, mail)
  })
}

function carriesLink({ template }: Mail): boolean {
  return template === 'key-invitation' || template === 'key-reminder'
}

async function renew(tx: Context, { employeeId }: Mail): Promise<void> {
  const renewed = employeeId ? await renewLinks(tx, [employeeId]) : []
  if (renewed.length === 0) {
    throw new AppError(
      'conflict',
      'No key of this person waits to be set up, so there is no link to send.',
    )
  }
}

async function tryAgain(tx: Context, { id }: Mail): Promise<void> {
  await tx.db
    .update(emails)
    .set({ state: 'waiting', stateAt: tx.now, error: null })
    .where(and(eq(emails.organizationId, tx.organizationId), eq(emails.id, id)))
  await enqueue(tx, [{ topic: SEND_EMAIL, payload: { emailId: id } }])
}

async function sendCopy(tx: Context, mail: Mail): Promise<void> {
  const id = newId('message', tx.now)
  await tx.db.insert(emails).values({
    ...mail,
    id,
    copyOf: mail.id,
    state: 'waiting',
    stateAt: tx.now,
    providerId: null,
    error: null,
    createdAt: tx.now,
    sentAt: null,
  })
  await enqueue(tx, [{ topic: SEND_EMAIL, payload: { emailId: id } }])
}

async function tell(tx: Context, { employeeId, template, recipient }: Mail): Promise<void> {
  const [person] = employeeId
    ? await tx.db
        .select({ name: employees.displayName })
        .from(employees)
        .where(and(eq(employees.organizationId, tx.organizationId), eq(employees.id, employeeId)))
    : []
  await recordActivity(tx, [
    {
      kind: 'email.again',
      data: { name: person?.name ?? recipient, template },
      ...(employeeId ? { subject: { kind: 'employee', id: employeeId } as const } : {}),
    },
  ])
}
