import { sql } from 'drizzle-orm'
import {
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
import type { EditableDetail } from '@/lib/kernel/editable-details'
import { moment, organizationId } from './columns'
import { organizations } from './organization'

export const RETENTION_DAYS_DEFAULT = 90

export const integrations = pgTable(
  'integrations',
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    kind: text('kind').$type<'entra'>().notNull(),
    /** Demand D9: everyone at every property, or chosen people per property. */
    placement: text('placement').$type<'chosen' | 'everyone'>().notNull(),
    /** Demand D10: what a new rule proposes for mobile keys. */
    keyDefault: boolean('key_default').notNull(),
    /** Details that Sequr owns (D29): what Entra sends of them later is remembered, not shown. */
    sequrOwns: text('sequr_owns').array().$type<EditableDetail[]>().notNull().default([]),
    /** For how many days personal data of people who were deleted is kept (product.md 4.4). */
    retentionDays: integer('retention_days').notNull().default(RETENTION_DAYS_DEFAULT),
    /** Which kind of directory was connected; a practice directory and a real one never mix. */
    tenantKind: text('tenant_kind').$type<'microsoft' | 'practice'>(),
    tenantId: text('tenant_id'),
    tenantName: text('tenant_name'),
    tenantDomain: text('tenant_domain'),
    connectedAccount: text('connected_account'),
    connectedAt: moment('connected_at'),
    grantedScopes: jsonb('granted_scopes').$type<string[]>(),
    readablePeople: text('readable_people'),
    readableGroups: text('readable_groups'),
    /** The directory's refresh token, encrypted: with it we ask whether reading is still allowed. */
    sealedReading: text('sealed_reading'),
    readingAskedAt: moment('reading_asked_at'),
    /** Permissions that were held once and are not any more, and since when that is known. */
    lostPermissions: jsonb('lost_permissions').$type<string[]>(),
    lostPermissionsAt: moment('lost_permissions_at'),
    startedBy: text('started_by').notNull(),
    startedAt: moment('started_at').notNull(),
    /** Set by Finish (D16); the wizard is done from then on. */
    installedAt: moment('installed_at'),
    /** Milestones of the set-up checklist; each is the first time it was seen (product.md 3.2). */
    testReceivedAt: moment('test_received_at'),
    firstPersonAt: moment('first_person_at'),
    firstPersonName: text('first_person_name'),
    firstGroupAt: moment('first_group_at'),
    firstCycleAt: moment('first_cycle_at'),
    lastContactAt: moment('last_contact_at'),
    /** A request with a token that is known but dead: which ending was tried, and when. */
    lastRefusedEnding: text('last_refused_ending'),
    lastRefusedAt: moment('last_refused_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // One Entra integration per organisation, hence one draft (product.md 3.2).
    uniqueIndex('integrations_kind').on(t.organizationId, t.kind),
  ],
)

/** How an OAuth client of an integration is known; what it shows are its secrets (entra-profile 10.2). */
export const oauthClients = pgTable(
  'oauth_clients',
  {
    organizationId: organizationId(),
    /** The client id itself. It is no secret. */
    id: text('id').notNull(),
    integrationId: text('integration_id').notNull(),
    madeBy: text('made_by').notNull(),
    createdAt: moment('created_at').notNull(),
    revokedAt: moment('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // One live client per integration: Entra holds one id, and rotation is the secrets' business.
    uniqueIndex('oauth_clients_live')
      .on(t.organizationId, t.integrationId)
      .where(sql`revoked_at is null`),
    foreignKey({
      name: 'oauth_clients_integrations_fk',
      columns: [t.organizationId, t.integrationId],
      foreignColumns: [integrations.organizationId, integrations.id],
    }).onDelete('cascade'),
  ],
)

interface WorkloadIdentity {
  tenantId: string
  subject: string
  audience: string
}

export const oauthClientSecrets = pgTable(
  'oauth_client_secrets',
  {
    organizationId: organizationId(),
    id: text('id').notNull(),
    clientId: text('client_id').notNull(),
    /** SHA-256 of the secret, or of who is trusted in its place, hexadecimal. */
    hash: text('hash').notNull(),
    ending: text('ending').notNull(),
    /** A workload that Entra vouches for; it shows no secret (entra-profile 10.3). */
    workload: jsonb('workload').$type<WorkloadIdentity>(),
    madeBy: text('made_by').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
    /** When an access token was last fetched with it. */
    lastUsedAt: moment('last_used_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // The one lookup of a token request, which does not know its organisation yet.
    uniqueIndex('oauth_client_secrets_hash').on(t.hash),
    // Whom a client trusts: asked by the client id alone, before the organisation is known.
    index('oauth_client_secrets_workload').on(t.clientId).where(sql`workload is not null`),
    // The secrets of a client, for its page and for the end of the client.
    index('oauth_client_secrets_client').on(t.organizationId, t.clientId),
    foreignKey({
      name: 'oauth_client_secrets_clients_fk',
      columns: [t.organizationId, t.clientId],
      foreignColumns: [oauthClients.organizationId, oauthClients.id],
    }).onDelete('cascade'),
  ],
)

/** What a SCIM request shows: a token pasted into Entra, or one that an OAuth client fetched. */
export const scimTokens = pgTable(
  'scim_tokens',
  {
    organizationId: organizationId(),
    id: text('id').notNull(),
    integrationId: text('integration_id').notNull(),
    /** SHA-256 of the token, hexadecimal; the one lookup of every SCIM request. */
    hash: text('hash').notNull(),
    /** The secret it was fetched with; null for a token that an administrator pasted. */
    clientSecretId: text('client_secret_id'),
    /**
     * The last four characters, so that people can tell tokens apart: of the token, or of the
     * client secret, because nobody ever sees a fetched token.
     */
    ending: text('ending').notNull(),
    madeBy: text('made_by').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
    lastUsedAt: moment('last_used_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex('scim_tokens_hash').on(t.hash),
    // What ends with a secret, and which fetched tokens are old enough to be forgotten.
    index('scim_tokens_client_secret')
      .on(t.organizationId, t.clientSecretId)
      .where(sql`client_secret_id is not null`),
    index('scim_tokens_integration').on(t.organizationId, t.integrationId),
    foreignKey({
      name: 'scim_tokens_integrations_fk',
      columns: [t.organizationId, t.integrationId],
      foreignColumns: [integrations.organizationId, integrations.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'scim_tokens_oauth_client_secrets_fk',
      columns: [t.organizationId, t.clientSecretId],
      foreignColumns: [oauthClientSecrets.organizationId, oauthClientSecrets.id],
    }).onDelete('cascade'),
  ],
)

/** A started Microsoft sign-in: what the callback must find again. Single use, minutes long. */
export const signInFlows = pgTable('sign_in_flows', {
  /** SHA-256 of the state parameter. */
  stateHash: text('state_hash').primaryKey(),
  purpose: text('purpose').$type<'sign_in' | 'connect' | 'set_up' | 'confirm'>().notNull(),
  organizationId: text('organization_id'),
  userId: text('user_id'),
  authority: text('authority').$type<'microsoft' | 'practice'>().notNull(),
  /** Nonce and PKCE verifier, encrypted. */
  sealed: text('sealed').notNull(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
})

/** A colleague who was asked to do Microsoft's part of the set-up (product.md 3.1). */
export const setupInvitations = pgTable(
  'setup_invitations',
  {
    organizationId: organizationId(),
    id: text('id').notNull(),
    integrationId: text('integration_id').notNull(),
    email: text('email').notNull(),
    note: text('note').notNull(),
    invitedBy: text('invited_by').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    /** SHA-256 of the link's token. */
    linkHash: text('link_hash').notNull(),
    usedAt: moment('used_at'),
    /** SHA-256 of what the browser holds that used the link; nobody else gets in by it. */
    browserHash: text('browser_hash'),
    /** Withdrawn, or run out and replaced by another. */
    endedAt: moment('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    // The lookups of somebody who is not signed in, before the organisation is known.
    uniqueIndex('setup_invitations_link').on(t.linkHash),
    uniqueIndex('setup_invitations_browser').on(t.browserHash),
    // One open invitation at a time.
    uniqueIndex('setup_invitations_open')
      .on(t.organizationId, t.integrationId)
      .where(sql`ended_at is null`),
    foreignKey({
      name: 'setup_invitations_integrations_fk',
      columns: [t.organizationId, t.integrationId],
      foreignColumns: [integrations.organizationId, integrations.id],
    }).onDelete('cascade'),
  ],
)
