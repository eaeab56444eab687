import { sql } from 'drizzle-orm'
import { foreignKey, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { moment, organizationId } from './columns'
import { employees } from './directory'

/** Somebody would rather have a card than a phone; an administrator settles it. */
export const cardRequests = pgTable(
  'card_requests',
  {
    organizationId: organizationId(),
    id: text('id').notNull(),
    employeeId: text('employee_id').notNull(),
    askedAt: moment('asked_at').notNull(),
    settledAt: moment('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // Asking twice is asking once, however fast the second press comes.
    uniqueIndex('card_requests_open')
      .on(t.organizationId, t.employeeId)
      .where(sql`${t.settledAt} is null`),
    foreignKey({
      name: 'card_requests_employees_fk',
      columns: [t.organizationId, t.employeeId],
      foreignColumns: [employees.organizationId, employees.id],
    }),
  ],
)
