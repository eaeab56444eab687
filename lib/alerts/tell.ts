import type { Context } from '@/db/context'
import type { alerts } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { enqueue } from '@/lib/outbox/enqueue'
import { nameOf } from './cause'
import { readRecipients } from './recipients'

export const ADMIN_ALERT = 'admin-alert'

/**
 * Plans one e-mail for each who is to know, by default whoever is told of anything, and tells the
 * log, in the transaction that found it.
 */
export async function tellAdministrators(
  tx: Context,
  alert: typeof alerts.$inferSelect,
  recipients?: string[],
): Promise<void> {
  const userIds = recipients ?? (await readRecipients(tx))
  const fixed = alert.fixedAt !== null
  const told = fixed ? 'fixed' : alert.toldAt.toISOString()
  await enqueue(
    tx,
    userIds.map((userId) => ({
      topic: ADMIN_ALERT,
      payload: { alertId: alert.id, userId, fixed },
      dedupeKey: `alert:${tx.organizationId}:${alert.id}:${userId}:${told}`,
    })),
  )
  await recordActivity(tx, [
    {
      kind: 'alert.told',
      data: { alert: nameOf[alert.kind], fixed, recipients: userIds.length },
    },
  ])
}
