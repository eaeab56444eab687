import { type Context, withTransaction } from '@/db/context'
import { isRetryable, violatesUnique } from '@/db/errors'
import type { ActivityEntry } from '@/lib/activity/record'
import type { Milestone } from './request-log'

/**
 * What the stores of one request share: the context, how the request is written into the activity
 * log, and what it reached. A write logs its request inside its own transaction (scim.md 10).
 */
export interface RequestScope {
  readonly ctx: Context
  /** The log entry of this request, for a write that is about to be committed. */
  entryFor(outcome: { status: number; subject: RequestSubject }): ActivityEntry
  readonly milestones: Milestone[]
  /** Set once a committed write has logged the request. */
  logged: boolean
}

export interface RequestSubject {
  kind: 'employee' | 'group'
  id: string
  /** The id under which the client knows it. */
  scimId: string
  name: string
  /** The person left or came back by this change. */
  turn?: 'left' | 'returned'
}

const ATTEMPTS_MAX = 4

/**
 * One write in one transaction. When two writes meet (a deadlock, or two people with one e-mail at
 * once) the whole transaction runs again: Entra is never asked to retry because of us (scim.md 6).
 */
export async function write<T>(scope: RequestScope, work: (tx: Context) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await withTransaction(scope.ctx, work)
    } catch (error) {
      const again = isRetryable(error) || violatesUnique(error, 'employees_email_holder')
      if (!again || attempt >= ATTEMPTS_MAX) throw error
    }
  }
}
