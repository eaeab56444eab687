import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { outboxMessages } from '@/db/schema'
import { Postponed } from './postponed'

/** A claimed message. Its id is the idempotency key of whatever is done with it. */
export interface ClaimedMessage {
  id: string
  organizationId: string | null
  topic: string
  payload: Record<string, unknown>
  attempts: number
}

export interface DrainOptions {
  now: () => Date
  handle: (message: ClaimedMessage) => Promise<void>
  /** What may be kept of a failure: no secret, no personal value. */
  describe: (error: unknown) => string
  /** What giving up on a message means; in the transaction that makes it a dead letter. */
  onDead?: (tx: Db, message: ClaimedMessage) => Promise<void>
}

/** So few that all of them, even when each waits for a provider's time limit, fit into one lease. */
const BATCH = 5
/** A drain that takes longer for its batch is taken for dead, and the messages are tried again. */
const LEASE_SECONDS = 120
/** What one call does at most: a function of a serverless host ends, the next call goes on. */
const MESSAGES_MAX = 500
const ATTEMPTS_MAX = 8
const BACK_OFF_SECONDS = 5
const BACK_OFF_SECONDS_MAX = 3_600
const ERROR_LENGTH_MAX = 200

/**
 * Claims what is due, handles it outside any transaction, and records how it went; again until
 * nothing is due or enough was done. Several drains may run at once: `skip locked` and the lease keep a message in
 * one pair of hands. Returns how many were handled.
 */
export async function drain(db: Db, options: DrainOptions): Promise<number> {
  let handled = 0
  for (;;) {
    const messages = await claim(db, options.now())
    for (const message of messages) await handleOne(db, message, options)
    handled += messages.length
    if (messages.length < BATCH || handled >= MESSAGES_MAX) return handled
  }
}

type Row = {
  id: string
  organization_id: string | null
  topic: string
  payload: Record<string, unknown>
  attempts: number
}

async function claim(db: Db, now: Date): Promise<ClaimedMessage[]> {
  const at = now.toISOString()
  const { rows } = await db.execute<Row>(sql`
    with due as (
      select id, run_at from ${outboxMessages}
      where done_at is null and dead_at is null and run_at <= ${at}::timestamptz
      order by run_at, id
      limit ${BATCH}
      for update skip locked
    ),
    claimed as (
      update ${outboxMessages} as m
      set attempts = m.attempts + 1, run_at = ${at}::timestamptz + ${LEASE_SECONDS} * interval '1 second'
      from due where m.id = due.id
      returning m.id, m.organization_id, m.topic, m.payload, m.attempts, due.run_at as due_at
    )
    select id, organization_id, topic, payload, attempts from claimed order by due_at, id`)
  return rows.map(({ organization_id, ...row }) => ({ ...row, organizationId: organization_id }))
}

async function handleOne(db: Db, message: ClaimedMessage, options: DrainOptions): Promise<void> {
  const { now, handle, describe } = options
  // Each attempt took the process down with it, or its lease ran out: nobody was left to count.
  if (message.attempts > ATTEMPTS_MAX) {
    return bury(db, message, 'gave up: no attempt came to an end', options)
  }
  try {
    await handle(message)
    await settle(db, message, { doneAt: now(), lastError: null })
  } catch (error) {
    if (error instanceof Postponed) {
      const payload = { ...message.payload, ...error.note }
      return settle(db, message, { runAt: error.until, payload })
    }
    const lastError = describe(error).slice(0, ERROR_LENGTH_MAX)
    if (message.attempts >= ATTEMPTS_MAX) return bury(db, message, lastError, options)
    const seconds = Math.max(backOffSeconds(message.attempts), askedToWait(error))
    const runAt = new Date(now().getTime() + seconds * 1000)
    await settle(db, message, { runAt, lastError })
  }
}

/** A dead letter: it stays to be looked at, and whoever waits for it is told. */
async function bury(
  db: Db,
  message: ClaimedMessage,
  lastError: string,
  { now, onDead }: DrainOptions,
): Promise<void> {
  await db.transaction(async (tx) => {
    await settle(tx, message, { deadAt: now(), lastError })
    await onDead?.(tx, message)
  })
}

/** Only the holder of the current lease may settle: a drain that came back late changes nothing. */
async function settle(
  db: Db,
  message: ClaimedMessage,
  change: Partial<typeof outboxMessages.$inferInsert>,
): Promise<void> {
  await db
    .update(outboxMessages)
    .set(change)
    .where(and(eq(outboxMessages.id, message.id), eq(outboxMessages.attempts, message.attempts)))
}

/** An error may carry how long whoever was asked wants to be left alone (HTTP's Retry-After). */
function askedToWait(error: unknown): number {
  const { retryAfterSeconds = 0 } = (error ?? {}) as { retryAfterSeconds?: number }
  return Math.min(Math.max(retryAfterSeconds, 0), BACK_OFF_SECONDS_MAX)
}

function backOffSeconds(attempts: number): number {
  return Math.min(BACK_OFF_SECONDS * 4 ** (attempts - 1), BACK_OFF_SECONDS_MAX)
}
