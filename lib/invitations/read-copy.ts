import { and, eq } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { emails, employees } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { unsealBody } from './deliver-email'

/**
 * The exact copy of an e-mail. It may carry a link that works, so that it was read is told in the
 * log. Throws not_found.
 */
export async function readEmailCopy(
  ctx: Context,
  { id }: { id: string },
): Promise<{ html: string; text: string }> {
  return withTransaction(ctx, async (tx) => {
    const [mail] = await tx.db
      .select({
        template: emails.template,
        sealedBody: emails.sealedBody,
        recipient: emails.recipient,
        employeeId: emails.employeeId,
        name: employees.displayName,
      })
      .from(emails)
      .leftJoin(
        employees,
        and(
          eq(employees.organizationId, emails.organizationId),
          eq(employees.id, emails.employeeId),
        ),
      )
      .where(and(eq(emails.organizationId, tx.organizationId), eq(emails.id, id)))
    if (!mail) throw new AppError('not_found', 'This e-mail is not known.')
    const { template, employeeId } = mail
    await recordActivity(tx, [
      {
        kind: 'email.read',
        data: { name: mail.name ?? mail.recipient, template },
        ...(employeeId ? { subject: { kind: 'employee', id: employeeId } as const } : {}),
      },
    ])
    return unsealBody(mail.sealedBody)
  })
}
