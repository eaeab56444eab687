import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { moment } from './columns'

/**
 * The practice tenant's own rows: what Microsoft would keep on its side. They belong to no
 * organisation, and nothing of the product reads them; it meets them over HTTP alone.
 */
const tenantId = () => text('tenant_id').notNull()

export const practiceObjects = pgTable(
  'practice_objects',
  {
    tenantId: tenantId(),
    kind: text('kind').$type<'user' | 'group'>().notNull(),
    id: text('id').notNull(),
    /** As Graph would tell it; parsed when it is read. */
    document: jsonb('document').$type<unknown>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.kind, t.id] })],
)

/** The one provisioning job of a tenant. */
export const practiceJobs = pgTable(
  'practice_jobs',
  {
    tenantId: text('tenant_id').primaryKey(),
    tenantUrl: text('tenant_url').notNull(),
    /** The secret token, encrypted: the engine must send it. */
    sealedToken: text('sealed_token'),
    /** In place of a token the OAuth client that fetches them, encrypted, as JSON. */
    sealedClient: text('sealed_client'),
    dialect: text('dialect').$type<'legacy' | 'flag'>().notNull(),
    state: text('state').$type<'stopped' | 'running'>().notNull(),
    /** Which object of ours is which of theirs, and what was sent last (entra-profile 18). */
    links: jsonb('links').$type<unknown>().notNull(),
  },
  (t) => [
    check('practice_jobs_one_secret', sql`num_nonnulls(${t.sealedToken}, ${t.sealedClient}) = 1`),
  ],
)

export const practiceRuns = pgTable(
  'practice_runs',
  {
    tenantId: tenantId(),
    id: text('id').notNull(),
    kind: text('kind').$type<'cycle' | 'on_demand'>().notNull(),
    startedAt: moment('started_at').notNull(),
    milliseconds: integer('milliseconds').notNull(),
    summary: jsonb('summary').$type<unknown>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('practice_runs_started').on(t.tenantId, t.startedAt),
  ],
)

/** Codes, access tokens and refresh tokens, by their hash. */
export const practiceGrants = pgTable('practice_grants', {
  hash: text('hash').primaryKey(),
  kind: text('kind').$type<'code' | 'access' | 'refresh'>().notNull(),
  document: jsonb('document').$type<unknown>().notNull(),
  expiresAt: moment('expires_at').notNull(),
})

/** Who agreed to what: a person for themselves, or `*` on behalf of the organisation. */
export const practiceConsents = pgTable(
  'practice_consents',
  {
    tenantId: tenantId(),
    clientId: text('client_id').notNull(),
    principal: text('principal').notNull(),
    scopes: jsonb('scopes').$type<string[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.clientId, t.principal] })],
)

export const practiceKeys = pgTable('practice_keys', {
  kid: text('kid').primaryKey(),
  /** The private key as JWK, encrypted. */
  sealed: text('sealed').notNull(),
  createdAt: moment('created_at').notNull(),
})
