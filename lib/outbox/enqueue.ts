import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { outboxMessages } from '@/db/schema'
import { newId } from '@/lib/kernel/ids'

/** What is to be done later, outside the database. */
export interface NewMessage {
  topic: string
  payload: Record<string, unknown>
  /** While a message with this key still waits untouched, a second one is not added. */
  dedupeKey?: string
  /** Not before this; at once without it. */
  runAt?: Date
}

/** Adds messages in the caller's transaction, in one statement. They exist when it commits. */
export async function enqueue(ctx: Context, messages: NewMessage[]): Promise<void> {
  await insert(ctx.db, ctx.organizationId, { messages, now: ctx.now })
}

/** For what belongs to no organisation yet: the link with which somebody signs in. */
export async function enqueueWithoutOrganization(
  db: Db,
  messages: NewMessage[],
  now: Date,
): Promise<void> {
  await insert(db, null, { messages, now })
}

async function insert(
  db: Db,
  organizationId: string | null,
  { messages, now }: { messages: NewMessage[]; now: Date },
): Promise<void> {
  if (messages.length === 0) return
  await db
    .insert(outboxMessages)
    .values(
      messages.map((message) => ({
        id: newId('message', now),
        organizationId,
        topic: message.topic,
        payload: message.payload,
        dedupeKey: message.dedupeKey ?? null,
        createdAt: now,
        runAt: message.runAt ?? now,
        attempts: 0,
      })),
    )
    .onConflictDoNothing()
}
