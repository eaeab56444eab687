import {
  boolean,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { moment, organizationId } from './columns'
import { roles } from './organization'
import { accessGroups, properties } from './places'

export const rules = pgTable(
  'rules',
  {
    organizationId: organizationId(),
    id: text('id').notNull(),
    propertyId: text('property_id').notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    /** Order within the property: the first matching rule gives the role (product.md 4.4). */
    position: integer('position').notNull(),
    /** The engine's own type, checked on every read: {match, conditions}. */
    conditions: jsonb('conditions').$type<unknown>().notNull(),
    roleId: text('role_id').notNull(),
    mobileKey: boolean('mobile_key').notNull(),
    enabled: boolean('enabled').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    updatedBy: text('updated_by').notNull(),
    /** Counts every change of the rule, so that a save over somebody else's is noticed. */
    version: integer('version').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex('rules_name').on(t.organizationId, t.propertyId, t.nameKey),
    unique('rules_property_id').on(t.organizationId, t.propertyId, t.id),
    foreignKey({
      name: 'rules_properties_fk',
      columns: [t.organizationId, t.propertyId],
      foreignColumns: [properties.organizationId, properties.id],
    }),
    foreignKey({
      name: 'rules_roles_fk',
      columns: [t.organizationId, t.roleId],
      foreignColumns: [roles.organizationId, roles.id],
    }),
  ],
)

export const ruleAccessGroups = pgTable(
  'rule_access_groups',
  {
    organizationId: organizationId(),
    propertyId: text('property_id').notNull(),
    ruleId: text('rule_id').notNull(),
    accessGroupId: text('access_group_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.ruleId, t.accessGroupId] }),
    foreignKey({
      name: 'rule_access_groups_rules_fk',
      columns: [t.organizationId, t.propertyId, t.ruleId],
      foreignColumns: [rules.organizationId, rules.propertyId, rules.id],
    }).onDelete('cascade'),
    // No cascade: deleting a group that a rule gives is refused with a reason (D22, product.md 3.7).
    foreignKey({
      name: 'rule_access_groups_access_groups_fk',
      columns: [t.organizationId, t.propertyId, t.accessGroupId],
      foreignColumns: [accessGroups.organizationId, accessGroups.propertyId, accessGroups.id],
    }),
  ],
)
