import {
  boolean,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { AdapterAccountType } from 'next-auth/adapters'
import { moment, organizationId } from './columns'

export const organizations = pgTable(
  'organizations',
  {
    id: text('id').primaryKey(),
    /** Short name for operators and addresses; stable. */
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    createdAt: moment('created_at').notNull(),
    /**
     * By which version of lib/rules/engine/facts.ts its people's facts were folded. A new organisation
     * begins with today's; the database's own default is that of rows from before.
     */
    factsVersion: integer('facts_version')
      .notNull()
      .default(2)
      .$defaultFn(() => 3),
  },
  (t) => [uniqueIndex('organizations_slug').on(t.slug)],
)

/** Administrators who sign in. The shape of the first four tables is next-auth's. */
export const users = pgTable(
  'users',
  {
    id: text('id').primaryKey(),
    name: text('name'),
    email: text('email').notNull(),
    emailVerified: moment('email_verified'),
    image: text('image'),
  },
  (t) => [uniqueIndex('users_email').on(t.email)],
)

export const accounts = pgTable(
  'accounts',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    type: text('type').$type<AdapterAccountType>().notNull(),
    /** `microsoft` or `practice`: the two can never stand for each other. */
    provider: text('provider').notNull(),
    /** `<tid>.<oid>` (microsoft-side 0.4). */
    providerAccountId: text('provider_account_id').notNull(),
    refresh_token: text('refresh_token'),
    access_token: text('access_token'),
    expires_at: integer('expires_at'),
    token_type: text('token_type'),
    scope: text('scope'),
    id_token: text('id_token'),
    session_state: text('session_state'),
  },
  (t) => [primaryKey({ columns: [t.provider, t.providerAccountId] })],
)

export const sessions = pgTable('sessions', {
  /** SHA-256 of the cookie's value; the value itself is never stored. */
  sessionToken: text('session_token').primaryKey(),
  userId: text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  expires: moment('expires').notNull(),
  /** When its person proved who they are. Null for a session from before this was kept. */
  signedInAt: moment('signed_in_at'),
})

export const verificationTokens = pgTable(
  'verification_tokens',
  {
    identifier: text('identifier').notNull(),
    token: text('token').notNull(),
    expires: moment('expires').notNull(),
  },
  (t) => [primaryKey({ columns: [t.identifier, t.token] })],
)

export const roleKeys = [
  'global_admin',
  'admin',
  'security',
  'user_manager',
  'front_desk',
  'user',
] as const
export type RoleKey = (typeof roleKeys)[number]

export const roles = pgTable(
  'roles',
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    description: text('description').notNull(),
    /** The built-in role this is, or the one a custom role was copied from. */
    basedOn: text('based_on').$type<RoleKey>().notNull(),
    builtIn: boolean('built_in').notNull(),
    /** Higher may give lower, never the other way round. */
    rank: integer('rank').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex('roles_name').on(t.organizationId, t.nameKey),
  ],
)

/** Which administrator works for which organisation, and with which role. */
export const memberships = pgTable(
  'memberships',
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    roleId: text('role_id').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.userId] }),
    foreignKey({
      name: 'memberships_roles_fk',
      columns: [t.organizationId, t.roleId],
      foreignColumns: [roles.organizationId, roles.id],
    }),
  ],
)
