import { sql } from 'drizzle-orm'
import {
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { Actor } from '@/lib/kernel/actors'
import { moment, organizationId } from './columns'
import { memberships } from './organization'

/** Append-only. No foreign keys: an entry outlives what it speaks of and keeps a name snapshot. */
export const activity = pgTable(
  'activity',
  {
    organizationId: organizationId(),
    id: text('id').notNull(),
    at: moment('at').notNull(),
    lens: text('lens').$type<'people' | 'sync' | 'changes'>().notNull(),
    kind: text('kind').notNull(),
    actor: jsonb('actor').$type<Actor>().notNull(),
    subjectKind: text('subject_kind'),
    subjectId: text('subject_id'),
    propertyId: text('property_id'),
    requestId: text('request_id'),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // The log is read newest first through one lens; without the lens its few changes by admins
    // would be looked for among millions of requests.
    index('activity_lens').on(t.organizationId, t.lens, t.at, t.id),
    // Refusals are few and asked for first; word for word the condition of `lib/activity/activity-filter.ts`.
    index('activity_refused')
      .on(t.organizationId, t.at, t.id)
      .where(sql`${t.kind} = 'scim.request' and (${t.data}->>'status')::int >= 400`),
    index('activity_subject').on(t.organizationId, t.subjectId, t.at),
    index('activity_request').on(t.organizationId, t.requestId),
    // Who came back lately, asked with every page for what waits; `list-returned.ts` has the same condition.
    index('activity_returned')
      .on(t.organizationId, t.at)
      .where(sql`${t.kind} = 'employee.reactivated'`),
  ],
)

/**
 * What a SCIM request carried, without its secrets, for 30 days (scim.md 10). It lies apart from
 * the log, which is kept longer and read far more often. Request ids begin with their time, so the
 * primary key alone finds what is old.
 */
export const requestBodies = pgTable(
  'request_bodies',
  {
    organizationId: organizationId(),
    requestId: text('request_id').notNull(),
    at: moment('at').notNull(),
    sent: text('sent').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.requestId] })],
)

/** Filters of the activity page under a name. They are one administrator's own, and end with them. */
export const savedViews = pgTable(
  'saved_views',
  {
    organizationId: organizationId(),
    userId: text('user_id').notNull(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    query: jsonb('query').$type<Record<string, unknown>>().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // Saving under a name again changes the view, so a second one cannot come to be.
    uniqueIndex('saved_views_name').on(t.organizationId, t.userId, t.nameKey),
    foreignKey({
      name: 'saved_views_memberships_fk',
      columns: [t.organizationId, t.userId],
      foreignColumns: [memberships.organizationId, memberships.userId],
    }).onDelete('cascade'),
  ],
)
