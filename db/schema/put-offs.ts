import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { moment, organizationId } from './columns'
import { organizations } from './organization'

/** What waits for a person and was put off: until then it stands outside the inbox. */
export const putOffs = pgTable(
  'put_offs',
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: 'cascade' }),
    /** The kind of item, and whom or what it is about. */
    kind: text('kind').notNull(),
    subjectId: text('subject_id').notNull(),
    until: moment('until').notNull(),
    by: text('by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.kind, t.subjectId] })],
)
