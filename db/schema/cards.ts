import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { moment, organizationId } from './columns'
import { employees } from './directory'
import { properties } from './places'

/** A card that somebody carries, at one property. What it opens is computed from grants, as of a key. */
export const cards = pgTable(
  'cards',
  {
    organizationId: organizationId(),
    id: text('id').notNull(),
    employeeId: text('employee_id').notNull(),
    propertyId: text('property_id').notNull(),
    /** SHA-256 of its number as readers say it, hexadecimal. */
    numberHash: text('number_hash').notNull(),
    /** The last four characters, so that people can tell cards apart. */
    ending: text('ending').notNull(),
    givenAt: moment('given_at').notNull(),
    givenBy: text('given_by').notNull(),
    /** The first day, when that is later than the card; no door opens before it. */
    startsAt: moment('starts_at'),
    /** It opens nothing until this is lifted. */
    suspendedAt: moment('suspended_at'),
    suspendedFor: text('suspended_for').$type<'lost' | 'hold'>(),
    revokedAt: moment('revoked_at'),
    /** Why it is suspended or has ended, as the person's page says it. */
    cause: text('cause'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // A door asks whose card this is; one number lives once at a property.
    uniqueIndex('cards_living')
      .on(t.organizationId, t.propertyId, t.numberHash)
      .where(sql`${t.revokedAt} is null`),
    index('cards_employee').on(t.organizationId, t.employeeId),
    foreignKey({
      name: 'cards_employees_fk',
      columns: [t.organizationId, t.employeeId],
      foreignColumns: [employees.organizationId, employees.id],
    }),
    foreignKey({
      name: 'cards_properties_fk',
      columns: [t.organizationId, t.propertyId],
      foreignColumns: [properties.organizationId, properties.id],
    }),
  ],
)
