import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { outboxMessages } from '@/db/schema'
import { Statement, type StatementPart } from '@/db/statement'
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

/** The same as part of another statement. Nothing for no messages. */
export function enqueuePart(
  { organizationId, now }: Context,
  messages: NewMessage[],
): StatementPart[] {
  if (messages.length === 0) return []
  return [
    {
      name: 'messages',
      build: insertMessages,
      values: valuesOf(organizationId, { messages, now }),
    },
  ]
}

/** For what belongs to no organisation yet: the link with which somebody signs in. */
export async function enqueueWithoutOrganization(
  db: Db,
  messages: NewMessage[],
  now: Date,
): Promise<void> {
  await insert(db, null, { messages, now })
}

const insertAlone = new Statement<never>(() => insertMessages(), 'enqueue')

async function insert(db: Db, organizationId: string | null, added: Added): Promise<void> {
  if (added.messages.length > 0) await insertAlone.run(db, valuesOf(organizationId, added))
}

interface Added {
  messages: NewMessage[]
  now: Date
}

/**
 * A message that waits already is locked until the caller commits, not just left alone: a drain
 * that claimed it before that would not see what the caller's transaction has changed, and nobody
 * would come back for it. The list travels as one parameter, so it may be of any length.
 */
const insertMessages = () => sql`
  insert into ${outboxMessages} (id, organization_id, topic, payload, dedupe_key, created_at, run_at, attempts)
  select id, ${sql.placeholder('messageOwner')}, topic, payload, dedupe_key, ${sql.placeholder('enqueuedAt')}::timestamptz, run_at, 0
  from jsonb_to_recordset(${sql.placeholder('messages')}::jsonb)
    as m (id text, topic text, payload jsonb, dedupe_key text, run_at timestamptz)
  on conflict (dedupe_key) where attempts = 0 and done_at is null and dead_at is null
    do update set run_at = ${outboxMessages}.run_at`

function valuesOf(
  organizationId: string | null,
  { messages, now }: Added,
): StatementPart['values'] {
  return {
    messageOwner: organizationId,
    enqueuedAt: now.toISOString(),
    messages: JSON.stringify(rowsOf(messages, now)),
  }
}

/** Each key once, and in one order for everybody, so that two transactions cannot wait for each other. */
function rowsOf(messages: NewMessage[], now: Date) {
  const rows = messages.map((message) => ({
    id: newId('message', now),
    topic: message.topic,
    payload: message.payload,
    dedupe_key: message.dedupeKey ?? null,
    run_at: (message.runAt ?? now).toISOString(),
  }))
  const byKey = new Map(rows.map((row) => [row.dedupe_key ?? row.id, row]))
  return [...byKey].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row)
}
