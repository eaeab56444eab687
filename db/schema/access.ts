import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { moment, organizationId } from './columns'
import { employees } from './directory'
import { organizations } from './organization'
import { accessGroups, properties } from './places'

/** What the rules say for one person at one property. Absent: no rule matched. */
export const decisions = pgTable(
  'decisions',
  {
    organizationId: organizationId(),
    employeeId: text('employee_id').notNull(),
    propertyId: text('property_id').notNull(),
    /** Matching rules in their order. */
    ruleIds: text('rule_ids').array().notNull(),
    accessGroupIds: text('access_group_ids').array().notNull(),
    roleId: text('role_id').notNull(),
    mobileKey: boolean('mobile_key').notNull(),
    decidedAt: moment('decided_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.employeeId, t.propertyId] }),
    index('decisions_property').on(t.organizationId, t.propertyId),
    foreignKey({
      name: 'decisions_employees_fk',
      columns: [t.organizationId, t.employeeId],
      foreignColumns: [employees.organizationId, employees.id],
    }),
    foreignKey({
      name: 'decisions_properties_fk',
      columns: [t.organizationId, t.propertyId],
      foreignColumns: [properties.organizationId, properties.id],
    }).onDelete('cascade'),
  ],
)

/** A person may use an access group: because a rule says so, or by an administrator's hand. */
export const grants = pgTable(
  'grants',
  {
    organizationId: organizationId(),
    id: text('id').notNull(),
    employeeId: text('employee_id').notNull(),
    propertyId: text('property_id').notNull(),
    accessGroupId: text('access_group_id').notNull(),
    source: text('source').$type<'rule' | 'hand'>().notNull(),
    since: moment('since').notNull(),
    until: moment('until'),
    givenBy: text('given_by'),
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex('grants_once').on(t.organizationId, t.employeeId, t.accessGroupId, t.source),
    index('grants_access_group').on(t.organizationId, t.accessGroupId),
    // The few with an end, looked for every minute.
    index('grants_ending').on(t.until).where(sql`${t.until} is not null`),
    foreignKey({
      name: 'grants_employees_fk',
      columns: [t.organizationId, t.employeeId],
      foreignColumns: [employees.organizationId, employees.id],
    }),
    foreignKey({
      name: 'grants_access_groups_fk',
      columns: [t.organizationId, t.propertyId, t.accessGroupId],
      foreignColumns: [accessGroups.organizationId, accessGroups.propertyId, accessGroups.id],
    }),
  ],
)

export const mobileKeyStates = [
  'waiting',
  'sent',
  'delivered',
  'opened',
  'active',
  'bounced',
  'expired',
  'revoked',
] as const
export type MobileKeyState = (typeof mobileKeyStates)[number]

export const mobileKeys = pgTable(
  'mobile_keys',
  {
    organizationId: organizationId(),
    id: text('id').notNull(),
    employeeId: text('employee_id').notNull(),
    propertyId: text('property_id').notNull(),
    state: text('state').$type<MobileKeyState>().notNull(),
    stateAt: moment('state_at').notNull(),
    issuedAt: moment('issued_at').notNull(),
    invitationId: text('invitation_id'),
    device: text('device'),
    activatedAt: moment('activated_at'),
    /** The first day, when that is later than the key; no door opens before it. */
    startsAt: moment('starts_at'),
    /** It opens nothing until this is lifted, and comes back as what it was. */
    suspendedAt: moment('suspended_at'),
    /** Reported lost, until it is found; or its person is held, until access is given back. */
    suspendedFor: text('suspended_for').$type<'lost' | 'hold'>(),
    revokedAt: moment('revoked_at'),
    /** Why it is suspended or has ended, as the person's page says it. */
    cause: text('cause'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // One living key per person and property; ended ones stay as history.
    uniqueIndex('mobile_keys_living')
      .on(t.organizationId, t.employeeId, t.propertyId)
      .where(sql`${t.revokedAt} is null`),
    // Whether a person ever had a key there, asked for each key that is issued.
    index('mobile_keys_ever').on(t.organizationId, t.employeeId, t.propertyId),
    index('mobile_keys_invitation').on(t.organizationId, t.invitationId),
    foreignKey({
      name: 'mobile_keys_employees_fk',
      columns: [t.organizationId, t.employeeId],
      foreignColumns: [employees.organizationId, employees.id],
    }),
    foreignKey({
      name: 'mobile_keys_properties_fk',
      columns: [t.organizationId, t.propertyId],
      foreignColumns: [properties.organizationId, properties.id],
    }),
  ],
)

/**
 * Every state that a key came to, with its time and cause. Written by triggers, whoever moves a
 * key and however many at once, so that none is ever missing.
 */
export const mobileKeyMoves = pgTable(
  'mobile_key_moves',
  {
    organizationId: organizationId(),
    /** Counts up; tells the order of moves that share a moment. */
    id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity(),
    keyId: text('key_id').notNull(),
    state: text('state').$type<MobileKeyState | 'suspended'>().notNull(),
    at: moment('at').notNull(),
    cause: text('cause'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // A person's page reads the moves of each of their keys.
    index('mobile_key_moves_key').on(t.organizationId, t.keyId),
    foreignKey({
      name: 'mobile_key_moves_mobile_keys_fk',
      columns: [t.organizationId, t.keyId],
      foreignColumns: [mobileKeys.organizationId, mobileKeys.id],
    }).onDelete('cascade'),
  ],
)

/** One e-mail's link: it covers every key the person was waiting for when it was sent. */
export const invitations = pgTable(
  'invitations',
  {
    organizationId: organizationId(),
    id: text('id').notNull(),
    employeeId: text('employee_id').notNull(),
    /** SHA-256 of the link's 256-bit token. */
    tokenHash: text('token_hash').notNull(),
    emailId: text('email_id'),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    openedAt: moment('opened_at'),
    usedAt: moment('used_at'),
    /** SHA-256 of the secret that binds the link to the device that pressed Continue. */
    deviceHash: text('device_hash'),
    endedAt: moment('ended_at'),
    /** A newer link was sent instead; this one says so. */
    replacedAt: moment('replaced_at'),
    /** When running out was noticed, and its keys were marked as expired. */
    expiredAt: moment('expired_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex('invitations_token').on(t.tokenHash),
    index('invitations_employee').on(t.organizationId, t.employeeId),
    // A door asks whose device this is; only links that were used have one.
    index('invitations_device').on(t.deviceHash).where(sql`${t.deviceHash} is not null`),
    // The job that looks for links that have run out reads no others.
    index('invitations_running_out')
      .on(t.expiresAt)
      .where(
        sql`${t.usedAt} is null and ${t.endedAt} is null and ${t.replacedAt} is null and ${t.expiredAt} is null`,
      ),
    foreignKey({
      name: 'invitations_employees_fk',
      columns: [t.organizationId, t.employeeId],
      foreignColumns: [employees.organizationId, employees.id],
    }),
  ],
)

export const GUARD_PERCENT_DEFAULT = 10
export const GUARD_PEOPLE_DEFAULT = 20

/**
 * How many people may lose access unasked, and who did within the last half hour (product.md 4.5).
 * One row per organisation: whoever takes access away updates it, so two pushes at once count one
 * after the other. An organisation without a row has the defaults.
 */
export const removalGuards = pgTable('removal_guards', {
  organizationId: organizationId()
    .primaryKey()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  percent: integer('percent').notNull().default(GUARD_PERCENT_DEFAULT),
  people: integer('people').notNull().default(GUARD_PEOPLE_DEFAULT),
  /** Employee ids with the moment of their loss, as seconds: `{"emp_…": 1764115200}`. */
  recent: jsonb('recent').$type<Record<string, number>>().notNull().default({}),
  /** What the last question was answered; read back by the statement that asked. */
  passed: boolean('passed').notNull().default(true),
})

/** Removals beyond the guard's limit: the access stays until a person decides. */
export const heldRemovals = pgTable(
  'held_removals',
  {
    organizationId: organizationId(),
    employeeId: text('employee_id').notNull(),
    propertyId: text('property_id').notNull(),
    /** What the rules no longer give and the person still has. */
    accessGroupIds: text('access_group_ids').array().notNull(),
    since: moment('since').notNull(),
    /** *Keep them for now*: until then it waits outside the inbox. */
    keptUntil: moment('kept_until'),
    keptBy: text('kept_by'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.employeeId, t.propertyId] }),
    foreignKey({
      name: 'held_removals_employees_fk',
      columns: [t.organizationId, t.employeeId],
      foreignColumns: [employees.organizationId, employees.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'held_removals_properties_fk',
      columns: [t.organizationId, t.propertyId],
      foreignColumns: [properties.organizationId, properties.id],
    }).onDelete('cascade'),
  ],
)
