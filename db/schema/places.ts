import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { Language } from '@/lib/kernel/languages'
import type { HoursLine } from '@/lib/kernel/opening-hours'
import { moment, organizationId } from './columns'
import { organizations } from './organization'

export const properties = pgTable(
  'properties',
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    name: text('name').notNull(),
    /** Folded name: two properties never differ by case or spaces alone. */
    nameKey: text('name_key').notNull(),
    address: text('address').notNull(),
    /** IANA zone, e.g. America/Denver. */
    timeZone: text('time_zone').notNull(),
    /** The last local day, such as 2026-11-26, on which rules that look at dates were decided anew. */
    datesDecidedOn: text('dates_decided_on'),
    /** Everybody is decided once more at this moment, and a last time at the second. */
    settleAt: moment('settle_at'),
    settleUntil: moment('settle_until'),
    /** What its e-mails speak to people whose own language we do not have. */
    language: text('language').$type<Language>().notNull().default('en'),
    /** Who its e-mails come from, e.g. "Contoso Workplace"; empty: the organisation. */
    senderName: text('sender_name').notNull().default(''),
    /** Where to go on day one, in the property's own words. */
    dayOneNote: text('day_one_note').notNull().default(''),
    /** Whom people with a key here may ask; shown on the key and in its e-mails. */
    contactName: text('contact_name'),
    contactEmail: text('contact_email'),
    contactPhone: text('contact_phone'),
    /** Quiet mode: every e-mail is built and kept, none is sent. */
    quiet: boolean('quiet').notNull().default(false),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex('properties_name').on(t.organizationId, t.nameKey),
    // The few that wait to be settled, looked for every second.
    index('properties_settle').on(t.settleAt).where(sql`${t.settleAt} is not null`),
  ],
)

export const doors = pgTable(
  'doors',
  {
    organizationId: organizationId(),
    id: text('id').notNull(),
    propertyId: text('property_id').notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex('doors_name').on(t.organizationId, t.propertyId, t.nameKey),
    // Lets a reference name the property too, so that a group cannot hold another property's door.
    unique('doors_property_id').on(t.organizationId, t.propertyId, t.id),
    foreignKey({
      name: 'doors_properties_fk',
      columns: [t.organizationId, t.propertyId],
      foreignColumns: [properties.organizationId, properties.id],
    }),
  ],
)

export const accessGroups = pgTable(
  'access_groups',
  {
    organizationId: organizationId(),
    id: text('id').notNull(),
    propertyId: text('property_id').notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    /** When its doors open, week by week on the property's clock; null: at any hour. */
    hours: jsonb('hours').$type<HoursLine[]>(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex('access_groups_name').on(t.organizationId, t.propertyId, t.nameKey),
    unique('access_groups_property_id').on(t.organizationId, t.propertyId, t.id),
    foreignKey({
      name: 'access_groups_properties_fk',
      columns: [t.organizationId, t.propertyId],
      foreignColumns: [properties.organizationId, properties.id],
    }),
  ],
)

export const accessGroupDoors = pgTable(
  'access_group_doors',
  {
    organizationId: organizationId(),
    propertyId: text('property_id').notNull(),
    accessGroupId: text('access_group_id').notNull(),
    doorId: text('door_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.accessGroupId, t.doorId] }),
    // "Who can open this door" begins at the door.
    index('access_group_doors_door').on(t.organizationId, t.doorId),
    foreignKey({
      name: 'access_group_doors_access_groups_fk',
      columns: [t.organizationId, t.propertyId, t.accessGroupId],
      foreignColumns: [accessGroups.organizationId, accessGroups.propertyId, accessGroups.id],
    }).onDelete('cascade'),
    // No cascade: a door that a group opens is refused deletion with a reason.
    foreignKey({
      name: 'access_group_doors_doors_fk',
      columns: [t.organizationId, t.propertyId, t.doorId],
      foreignColumns: [doors.organizationId, doors.propertyId, doors.id],
    }),
  ],
)
