import type { Context } from '@/db/context'
import type { NewMessage } from '@/lib/outbox/enqueue'
import { env } from '@/lib/platform/env'
import { ACCESS_NOTICE } from './topics'

/** Half an hour with the quiet time of ten minutes; in development as much shorter as that is. */
const QUIET_TIMES = 3

/**
 * One digest for each of these people, to be enqueued. It is written when it is due, from what is
 * different by then: what was taken and given back meanwhile is told to nobody.
 */
export function accessNotices(tx: Context, employeeIds: string[]): NewMessage[] {
  const seconds = QUIET_TIMES * env().invitationQuietSeconds
  return employeeIds.map((employeeId) => ({
    topic: ACCESS_NOTICE,
    payload: { employeeId, since: tx.now.toISOString() },
    dedupeKey: `access-notice:${tx.organizationId}:${employeeId}`,
    runAt: new Date(tx.now.getTime() + seconds * 1000),
  }))
}
