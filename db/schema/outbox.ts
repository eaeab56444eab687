import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { moment } from './columns'

/**
 * Work that a change causes outside the database. The row is written in the transaction of the
 * change; a drain claims it afterwards. `id` is the idempotency key handed to the provider.
 */
export const outboxMessages = pgTable(
  'outbox_messages',
  {
    id: text('id').primaryKey(),
    /** Null only for what belongs to no organisation yet: a sign-in link. */
    organizationId: text('organization_id'),
    topic: text('topic').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    /** While a message with this key waits, a second one is not added. */
    dedupeKey: text('dedupe_key'),
    createdAt: moment('created_at').notNull(),
    runAt: moment('run_at').notNull(),
    attempts: integer('attempts').notNull(),
    doneAt: moment('done_at'),
    deadAt: moment('dead_at'),
    lastError: text('last_error'),
  },
  (t) => [
    index('outbox_due').on(t.runAt, t.id).where(sql`${t.doneAt} is null and ${t.deadAt} is null`),
    // Whether somebody's e-mail was planned alone asks for its neighbours in time.
    index('outbox_organization').on(t.organizationId, t.topic, t.createdAt),
    uniqueIndex('outbox_dedupe')
      .on(t.dedupeKey)
      .where(sql`${t.attempts} = 0 and ${t.doneAt} is null and ${t.deadAt} is null`),
  ],
)
