import { and, eq, inArray, lt } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { emails } from '@/db/schema'

/** Whether somebody was written to about a key before a moment; others use a card, and know of none. */
export async function knowsOfKeys(
  ctx: Context,
  { employeeId, since }: { employeeId: string; since: Date },
): Promise<boolean> {
  const invited = await ctx.db.$count(
    emails,
    and(
      eq(emails.organizationId, ctx.organizationId),
      eq(emails.employeeId, employeeId),
      eq(emails.template, 'key-invitation'),
      inArray(emails.state, ['kept', 'sent', 'delayed', 'delivered']),
      lt(emails.createdAt, since),
    ),
  )
  return invited > 0
}
