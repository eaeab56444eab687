import type { Context } from '@/db/context'
import { enqueue } from '@/lib/outbox/enqueue'
import { env } from '@/lib/platform/env'
import { ACCESS_NOTICE } from './topics'

/** Half an hour with the quiet time of ten minutes; in development as much shorter as that is. */
const QUIET_TIMES = 3

/**
 * Plans one digest for each of these people. It is written when it is due, from what is different
 * by then: what was taken and given back meanwhile is told to nobody.
 */
export async function planAccessNotices(tx: Context, employeeIds: string[]): Promise<void> {
  const seconds = QUIET_TIMES * env().invitationQuietSeconds
  await enqueue(
    tx,
    employeeIds.map((employeeId) => ({
      topic: ACCESS_NOTICE,
      payload: { employeeId, since: tx.now.toISOString() },
      dedupeKey: `access-notice:${tx.organizationId}:${employeeId}`,
      runAt: new Date(tx.now.getTime() + seconds * 1000),
    })),
  )
}
