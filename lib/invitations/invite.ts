import type { Context } from '@/db/context'
import { enqueue, type NewMessage } from '@/lib/outbox/enqueue'
import { env } from '@/lib/platform/env'
import { KEY_INVITATION } from './topics'

/**
 * One person alone was provisioned on demand, and their groups follow within seconds; in a cycle
 * the pages of people and groups take minutes (product.md 4.4).
 */
const SINGLE_QUIET_SECONDS_MAX = 120

/**
 * One e-mail for each person who was given a key, to be enqueued. It is sent after a quiet time and
 * covers every key that waits by then, so two properties make one e-mail (product.md 4.4). Somebody
 * who is alone may be one of many whose pushes come one by one: `awaitOthers` finds that out.
 */
export function keyInvitations(tx: Context, employeeIds: string[]): NewMessage[] {
  const alone = employeeIds.length === 1
  const seconds = alone ? singleQuietSeconds() : env().invitationQuietSeconds
  return invitations(tx, employeeIds, { key: 'invitation', seconds, alone })
}

export async function inviteForKeys(tx: Context, employeeIds: string[]): Promise<void> {
  await enqueue(tx, keyInvitations(tx, employeeIds))
}

/** For somebody who waits for it: at once, without the quiet time. */
export async function inviteAtOnce(tx: Context, employeeId: string): Promise<void> {
  await enqueue(tx, invitations(tx, [employeeId], { key: 'invitation-at-once', seconds: 0 }))
}

function invitations(
  tx: Context,
  employeeIds: string[],
  { key, seconds, alone }: { key: string; seconds: number; alone?: boolean },
): NewMessage[] {
  const runAt = new Date(tx.now.getTime() + seconds * 1000)
  return employeeIds.map((employeeId) => ({
    topic: KEY_INVITATION,
    payload: {
      employeeId,
      ...(alone ? { alone } : {}),
      ...(tx.requestId ? { requestId: tx.requestId } : {}),
    },
    dedupeKey: `${key}:${tx.organizationId}:${employeeId}`,
    runAt,
  }))
}

function singleQuietSeconds(): number {
  return Math.min(SINGLE_QUIET_SECONDS_MAX, env().invitationQuietSeconds)
}
