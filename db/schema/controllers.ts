import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { moment, organizationId } from './columns'
import { organizations } from './organization'
import { doors, properties } from './places'

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

/**
 * The minutes in which a controller was heard, which tell since when it knows of a change
 * (docs/decisions/010). Kept for as long as anybody asks for that moment.
 */
export const controllerHearings = pgTable(
  'controller_hearings',
  {
    organizationId: organizationId(),
    controllerId: text('controller_id').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    // "The first after a moment" is asked along this key.
    primaryKey({ columns: [t.organizationId, t.controllerId, t.at] }),
    index('controller_hearings_at').on(t.at),
    foreignKey({
      name: 'controller_hearings_controllers_fk',
      columns: [t.organizationId, t.controllerId],
      foreignColumns: [doorControllers.organizationId, doorControllers.id],
    }).onDelete('cascade'),
  ],
)

/** Which controller asked last on behalf of a door, and so is the one that guards it. */
export const doorAskers = pgTable(
  'door_askers',
  {
    organizationId: organizationId(),
    doorId: text('door_id').notNull(),
    controllerId: text('controller_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.doorId] }),
    index('door_askers_controller').on(t.organizationId, t.controllerId),
    foreignKey({
      name: 'door_askers_doors_fk',
      columns: [t.organizationId, t.doorId],
      foreignColumns: [doors.organizationId, doors.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'door_askers_controllers_fk',
      columns: [t.organizationId, t.controllerId],
      foreignColumns: [doorControllers.organizationId, doorControllers.id],
    }).onDelete('cascade'),
  ],
)
