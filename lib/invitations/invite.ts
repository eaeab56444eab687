import type { Context } from '@/db/context'
import { enqueue } from '@/lib/outbox/enqueue'
import { env } from '@/lib/platform/env'

export const KEY_INVITATION = 'key-invitation'

/**
 * Plans one e-mail for each person who was given a key. It is sent after a quiet time and covers
 * every key that waits by then, so two properties make one e-mail (product.md 4.4).
 */
export async function inviteForKeys(tx: Context, employeeIds: string[]): Promise<void> {
  const runAt = new Date(tx.now.getTime() + env().invitationQuietSeconds * 1000)
  await enqueue(
    tx,
    employeeIds.map((employeeId) => ({
      topic: KEY_INVITATION,
      payload: { employeeId, ...(tx.requestId ? { requestId: tx.requestId } : {}) },
      dedupeKey: `invitation:${tx.organizationId}:${employeeId}`,
      runAt,
    })),
  )
}
