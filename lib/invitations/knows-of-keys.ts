import { and, eq, inArray, isNotNull, lt, type SQL } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { emails } from '@/db/schema'

/** Whether somebody was written to about a key before a moment; others use a card, and know of none. */
export async function knowsOfKeys(
  ctx: Context,
  { employeeId, since }: { employeeId: string; since: Date },
): Promise<boolean> {
  const invited = await ctx.db.$count(
    emails,
    and(isInvitation(ctx), eq(emails.employeeId, employeeId), lt(emails.createdAt, since)),
  )
  return invited > 0
}

/** The ids of everybody who does at this moment, for a statement about many. */
export function whoKnowsOfKeys(ctx: Context): SQL {
  return ctx.db
    .select({ employeeId: emails.employeeId })
    .from(emails)
    .where(and(isInvitation(ctx), isNotNull(emails.employeeId)))
    .getSQL()
}

function isInvitation(ctx: Context): SQL | undefined {
  return and(
    eq(emails.organizationId, ctx.organizationId),
    eq(emails.template, 'key-invitation'),
    inArray(emails.state, ['kept', 'sent', 'delayed', 'delivered']),
  )
}
