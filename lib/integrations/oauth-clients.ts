import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { oauthClientSecrets, oauthClients, scimTokens } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import type { WorkloadIdentity } from '@/lib/microsoft/workload-assertion'
import { endingOf } from '@/lib/platform/credential'
import { hashSecret } from '@/lib/platform/secret'
import { workloadHash } from './access-tokens'
import { lockIntegration } from './lock-integration'
import type { SecretLifetime, TrustedWorkload } from './schemas'
import { makeClientSecret } from './token-format'
import { isLive, type TokenSummary } from './tokens'

/**
 * OAuth 2.0 client credentials (entra-profile 10.2): an integration has one client with two live
 * secrets at most, so that Entra can be given the new one before the old one ends.
 */
const DAY_MS = 24 * 60 * 60 * 1000
const LIFETIME_DAYS: Record<SecretLifetime, number> = { '1y': 365, '2y': 730, '3y': 1095 }
const LIVE_SECRETS_MAX = 2

export interface ClientCredential extends TokenSummary {
  /** Whom Entra vouches for, in place of a secret. */
  workload: WorkloadIdentity | null
}

export interface OAuthClient {
  /** What Entra calls the Client Identifier. */
  clientId: string
  madeBy: string
  createdAt: Date
  /** Newest first, those that have ended included. */
  secrets: ClientCredential[]
}

export interface NewClientSecret {
  clientId: string
  secretId: string
  /** Told once, here. Only its SHA-256 is kept. */
  secret: string
  ending: string
  expiresAt: Date
}

/** Makes the integration's client with its first secret. Throws not_found or conflict. */
export async function createOAuthClient(
  ctx: Context,
  input: { lifetime: SecretLifetime },
): Promise<NewClientSecret> {
  return withTransaction(ctx, async (tx) => {
    const integrationId = await lockIntegration(tx)
    if (await readOAuthClient(tx)) {
      throw new AppError('conflict', 'There is an OAuth client already. Give it another secret.')
    }
    const clientId = newId('oauthClient', ctx.now)
    await tx.db.insert(oauthClients).values({
      organizationId: ctx.organizationId,
      id: clientId,
      integrationId,
      madeBy: actorLabel(ctx.actor),
      createdAt: ctx.now,
    })
    await recordActivity(tx, [
      {
        kind: 'token.client_created',
        data: { clientId },
        subject: { kind: 'token', id: clientId },
      },
    ])
    return insertSecret(tx, { clientId, lifetime: input.lifetime })
  })
}

/** Gives the client another secret beside the one it has. Throws not_found or conflict. */
export async function addClientSecret(
  ctx: Context,
  input: { lifetime: SecretLifetime },
): Promise<NewClientSecret> {
  return withTransaction(ctx, async (tx) => {
    const clientId = await lockClientWithRoom(tx)
    return insertSecret(tx, { clientId, lifetime: input.lifetime })
  })
}

/** Trusts a workload of Entra in place of a secret. Throws not_found or conflict. */
export async function trustWorkload(ctx: Context, input: TrustedWorkload): Promise<void> {
  const { lifetime, ...workload } = input
  await withTransaction(ctx, async (tx) => {
    const clientId = await lockClientWithRoom(tx)
    await insertCredential(tx, {
      clientId,
      lifetime,
      hash: workloadHash(clientId, workload),
      ending: endingOf(workload.subject),
      workload,
    })
  })
}

/** The client, held against other administrators, when it may have another credential. */
async function lockClientWithRoom(tx: Context): Promise<string> {
  await lockIntegration(tx)
  const client = await readOAuthClient(tx)
  if (!client) throw new AppError('not_found', 'Create the OAuth client first.')
  const live = client.secrets.filter((secret) => isLive(secret, tx.now))
  if (live.length >= LIVE_SECRETS_MAX) {
    throw new AppError(
      'conflict',
      `There are ${live.length} working secrets already. Revoke the one that Entra no longer uses first.`,
    )
  }
  return client.clientId
}

/** The client with all its secrets, without anything that could be used; undefined without one. */
export async function readOAuthClient(ctx: Context): Promise<OAuthClient | undefined> {
  const [client] = await ctx.db
    .select({
      clientId: oauthClients.id,
      madeBy: oauthClients.madeBy,
      createdAt: oauthClients.createdAt,
    })
    .from(oauthClients)
    .where(and(eq(oauthClients.organizationId, ctx.organizationId), isNull(oauthClients.revokedAt)))
  if (!client) return undefined
  const secrets = await ctx.db
    .select({
      id: oauthClientSecrets.id,
      ending: oauthClientSecrets.ending,
      madeBy: oauthClientSecrets.madeBy,
      createdAt: oauthClientSecrets.createdAt,
      expiresAt: oauthClientSecrets.expiresAt,
      revokedAt: oauthClientSecrets.revokedAt,
      lastUsedAt: oauthClientSecrets.lastUsedAt,
      workload: oauthClientSecrets.workload,
    })
    .from(oauthClientSecrets)
    .where(
      and(
        eq(oauthClientSecrets.organizationId, ctx.organizationId),
        eq(oauthClientSecrets.clientId, client.clientId),
      ),
    )
    .orderBy(desc(oauthClientSecrets.createdAt), desc(oauthClientSecrets.id))
  return { ...client, secrets }
}

/** Ends a secret and every access token that was fetched with it, at once. Throws not_found. */
export async function revokeClientSecret(ctx: Context, input: { secretId: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const ended = await endSecrets(tx, eq(oauthClientSecrets.id, input.secretId))
    if (ended.length === 0) {
      throw new AppError('not_found', 'This secret does not exist or has ended already.')
    }
  })
}

/** Ends the client with all its secrets and access tokens, at once. Throws not_found. */
export async function revokeOAuthClient(ctx: Context, input: { clientId: string }): Promise<void> {
  const { clientId } = input
  await withTransaction(ctx, async (tx) => {
    const [revoked] = await tx.db
      .update(oauthClients)
      .set({ revokedAt: ctx.now })
      .where(
        and(
          eq(oauthClients.organizationId, ctx.organizationId),
          eq(oauthClients.id, clientId),
          isNull(oauthClients.revokedAt),
        ),
      )
      .returning({ id: oauthClients.id })
    if (!revoked) {
      throw new AppError('not_found', 'This client does not exist or has ended already.')
    }
    await endSecrets(tx, eq(oauthClientSecrets.clientId, clientId))
    await recordActivity(tx, [
      {
        kind: 'token.client_revoked',
        data: { clientId },
        subject: { kind: 'token', id: clientId },
      },
    ])
  })
}

async function insertSecret(
  tx: Context,
  { clientId, lifetime }: { clientId: string; lifetime: SecretLifetime },
): Promise<NewClientSecret> {
  const secret = makeClientSecret()
  const ending = endingOf(secret)
  const hash = hashSecret(secret)
  const { id, expiresAt } = await insertCredential(tx, { clientId, lifetime, hash, ending })
  return { clientId, secretId: id, secret, ending, expiresAt }
}

interface NewCredential {
  clientId: string
  lifetime: SecretLifetime
  hash: string
  ending: string
  workload?: WorkloadIdentity
}

async function insertCredential(tx: Context, { lifetime, ...credential }: NewCredential) {
  const row = {
    id: newId('clientSecret', tx.now),
    expiresAt: new Date(tx.now.getTime() + LIFETIME_DAYS[lifetime] * DAY_MS),
  }
  const [made] = await tx.db
    .insert(oauthClientSecrets)
    .values({
      ...row,
      ...credential,
      organizationId: tx.organizationId,
      madeBy: actorLabel(tx.actor),
      createdAt: tx.now,
    })
    .onConflictDoNothing()
    .returning({ id: oauthClientSecrets.id })
  if (!made) throw new AppError('conflict', 'This workload was trusted before. Make a new client.')
  await recordActivity(tx, [
    {
      kind: credential.workload ? 'token.trust_created' : 'token.secret_created',
      data: { ending: credential.ending },
      subject: { kind: 'token', id: row.id },
    },
  ])
  return row
}

/**
 * The secrets go first: whoever fetches a token locks the secret's row (see issueAccessToken), so a
 * token that was fetched just before is seen by the second statement, and none is fetched after.
 */
async function endSecrets(tx: Context, which: ReturnType<typeof eq>) {
  const ended = await tx.db
    .update(oauthClientSecrets)
    .set({ revokedAt: tx.now })
    .where(
      and(
        eq(oauthClientSecrets.organizationId, tx.organizationId),
        which,
        isNull(oauthClientSecrets.revokedAt),
      ),
    )
    .returning({
      id: oauthClientSecrets.id,
      ending: oauthClientSecrets.ending,
      workload: oauthClientSecrets.workload,
    })
  if (ended.length === 0) return ended
  await tx.db
    .update(scimTokens)
    .set({ revokedAt: tx.now })
    .where(
      and(
        eq(scimTokens.organizationId, tx.organizationId),
        inArray(
          scimTokens.clientSecretId,
          ended.map((secret) => secret.id),
        ),
        isNull(scimTokens.revokedAt),
      ),
    )
  await recordActivity(
    tx,
    ended.map(({ id, ending, workload }) => ({
      kind: workload ? ('token.trust_revoked' as const) : ('token.secret_revoked' as const),
      data: { ending },
      subject: { kind: 'token' as const, id },
    })),
  )
  return ended
}
