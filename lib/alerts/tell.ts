import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { type alerts, emailSettings, memberships, roles } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { enqueue } from '@/lib/outbox/enqueue'
import { nameOf } from './cause'

export const ADMIN_ALERT = 'admin-alert'

/** An organisation with more administrators than this has no use for telling them all. */
const RECIPIENTS_MAX = 50

/** Plans one e-mail for each who is to know, and tells the log, in the transaction that found it. */
export async function tellAdministrators(
  tx: Context,
  alert: typeof alerts.$inferSelect,
): Promise<void> {
  const recipients = await recipientsOf(tx)
  const fixed = alert.fixedAt !== null
  const told = fixed ? 'fixed' : alert.toldAt.toISOString()
  await enqueue(
    tx,
    recipients.map((userId) => ({
      topic: ADMIN_ALERT,
      payload: { alertId: alert.id, userId, fixed },
      dedupeKey: `alert:${tx.organizationId}:${alert.id}:${userId}:${told}`,
    })),
  )
  await recordActivity(tx, [
    {
      kind: 'alert.told',
      data: { alert: nameOf[alert.kind], fixed, recipients: recipients.length },
    },
  ])
}

/** Those whom the organisation chose and who still work for it, else every Global Admin. */
async function recipientsOf(tx: Context): Promise<string[]> {
  const [settings] = await tx.db
    .select({ chosen: emailSettings.alertUserIds })
    .from(emailSettings)
    .where(eq(emailSettings.organizationId, tx.organizationId))
  const chosen = settings?.chosen ?? []
  const among = chosen.length > 0 ? await members(tx, inArray(memberships.userId, chosen)) : []
  return among.length > 0 ? among : members(tx, eq(roles.basedOn, 'global_admin'))
}

async function members(tx: Context, which: ReturnType<typeof eq>): Promise<string[]> {
  const rows = await tx.db
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(
      roles,
      and(eq(roles.organizationId, memberships.organizationId), eq(roles.id, memberships.roleId)),
    )
    .where(and(eq(memberships.organizationId, tx.organizationId), which))
    .orderBy(asc(memberships.createdAt), asc(memberships.userId))
    .limit(RECIPIENTS_MAX)
  return rows.map(({ userId }) => userId)
}
