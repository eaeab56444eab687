import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { moment, organizationId } from './columns'
import { organizations } from './organization'
import { properties } from './places'

/** What asks on behalf of doors: the reader's box on the wall, or the system that many hang on. */
export const doorControllers = pgTable(
  'door_controllers',
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    /** Whose doors it may ask about; null means those of every property. */
    propertyId: text('property_id'),
    name: text('name').notNull(),
    /** SHA-256 of its credential, hexadecimal; the first lookup of every question. */
    hash: text('hash').notNull(),
    /** The last four characters, so that people can tell credentials apart. */
    ending: text('ending').notNull(),
    madeBy: text('made_by').notNull(),
    createdAt: moment('created_at').notNull(),
    revokedAt: moment('revoked_at'),
    lastHeardAt: moment('last_heard_at'),
    /** When it last said that it is there; null for one that only asks. */
    reportsAt: moment('reports_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex('door_controllers_hash').on(t.hash),
    // Asked when a property is deleted.
    index('door_controllers_property').on(t.organizationId, t.propertyId),
    foreignKey({
      name: 'door_controllers_properties_fk',
      columns: [t.organizationId, t.propertyId],
      foreignColumns: [properties.organizationId, properties.id],
    }).onDelete('cascade'),
  ],
)
