import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { moment, organizationId } from './columns'
import { employees } from './directory'
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

/** People whom a rule skips although its conditions fit (product.md 3.3, 4.4). */
export const ruleExclusions = pgTable(
  'rule_exclusions',
  {
    organizationId: organizationId(),
    propertyId: text('property_id').notNull(),
    ruleId: text('rule_id').notNull(),
    employeeId: text('employee_id').notNull(),
    reason: text('reason').notNull(),
    /** From then on the rule counts again. Null: until somebody lifts it. */
    until: moment('until'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.ruleId, t.employeeId] }),
    // The person's page asks what somebody is left out of.
    index('rule_exclusions_employee').on(t.organizationId, t.employeeId),
    foreignKey({
      name: 'rule_exclusions_rules_fk',
      columns: [t.organizationId, t.propertyId, t.ruleId],
      foreignColumns: [rules.organizationId, rules.propertyId, rules.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'rule_exclusions_employees_fk',
      columns: [t.organizationId, t.employeeId],
      foreignColumns: [employees.organizationId, employees.id],
    }).onDelete('cascade'),
  ],
)

/** An edit that is not applied yet: it lives beside the live rule, or alone for a rule yet to come. */
export const ruleDrafts = pgTable(
  'rule_drafts',
  {
    organizationId: organizationId(),
    /** The rule's id, also of one that does not exist yet; hence one draft per rule, and no reference. */
    ruleId: text('rule_id').notNull(),
    propertyId: text('property_id').notNull(),
    /** The version of the live rule that it began from. */
    baseVersion: integer('base_version'),
    content: jsonb('content').$type<unknown>().notNull(),
    /** Counts its saves, so that two people do not write over each other. */
    revision: integer('revision').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    madeBy: text('made_by').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.ruleId] }),
    // The screen and an apply read a property's drafts.
    index('rule_drafts_property').on(t.organizationId, t.propertyId),
    foreignKey({
      name: 'rule_drafts_properties_fk',
      columns: [t.organizationId, t.propertyId],
      foreignColumns: [properties.organizationId, properties.id],
    }).onDelete('cascade'),
  ],
)

/** Every applied state of a property's rules, whole, so that any of them can be compared and restored. */
export const ruleVersions = pgTable(
  'rule_versions',
  {
    organizationId: organizationId(),
    propertyId: text('property_id').notNull(),
    number: integer('number').notNull(),
    /** All rules in their order. Append-only; names of what may be deleted later stand in it. */
    content: jsonb('content').$type<unknown>().notNull(),
    /** The difference to the version before, a sentence each. */
    difference: jsonb('difference').$type<string[]>().notNull(),
    gained: integer('gained').notNull(),
    lost: integer('lost').notNull(),
    madeBy: text('made_by').notNull(),
    madeAt: moment('made_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.propertyId, t.number] }),
    foreignKey({
      name: 'rule_versions_properties_fk',
      columns: [t.organizationId, t.propertyId],
      foreignColumns: [properties.organizationId, properties.id],
    }).onDelete('cascade'),
  ],
)
