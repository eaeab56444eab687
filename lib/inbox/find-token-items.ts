import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Context } from '@/db/context'
import { integrations, oauthClientSecrets, oauthClients, scimTokens } from '@/db/schema'
import type { Credential, NeedsYouItem } from './schemas'

const DAY_MS = 24 * 60 * 60 * 1000
/** The first of the warnings of product.md 5.2. */
const WARN_DAYS = 30

/**
 * Looks at the credential that Entra uses, a token or a client secret: the last one that called, or
 * the newest while none has. A fresh one that nobody pasted into Entra yet does not keep the sync
 * alive, so it does not count.
 */
export async function findTokenItems(ctx: Context): Promise<NeedsYouItem[]> {
  const [installed] = await ctx.db
    .select({ id: integrations.id })
    .from(integrations)
    .where(
      and(eq(integrations.organizationId, ctx.organizationId), isNotNull(integrations.installedAt)),
    )
  if (!installed) return []
  const [credential] = await unionAll(pastedTokens(ctx, installed.id), secrets(ctx, installed.id))
    .orderBy(sql`last_used_at desc nulls last`, sql`created_at desc`)
    .limit(1)
  if (!credential) return []
  const { what, ending, expiresAt, revokedAt } = credential
  if (revokedAt) return [{ kind: 'token_ended', what, ending, since: revokedAt }]
  if (expiresAt <= ctx.now) return [{ kind: 'token_ended', what, ending, since: expiresAt }]
  const warnFrom = new Date(expiresAt.getTime() - WARN_DAYS * DAY_MS)
  if (warnFrom > ctx.now) return []
  return [{ kind: 'token_ending', what, ending, expiresAt, since: warnFrom }]
}

function pastedTokens(ctx: Context, integrationId: string) {
  return ctx.db
    .select({
      what: sql<Credential>`'token'`.as('what'),
      ending: scimTokens.ending,
      expiresAt: scimTokens.expiresAt,
      revokedAt: scimTokens.revokedAt,
      lastUsedAt: scimTokens.lastUsedAt,
      createdAt: scimTokens.createdAt,
    })
    .from(scimTokens)
    .where(
      and(
        eq(scimTokens.organizationId, ctx.organizationId),
        eq(scimTokens.integrationId, integrationId),
        isNull(scimTokens.clientSecretId),
      ),
    )
}

function secrets(ctx: Context, integrationId: string) {
  return ctx.db
    .select({
      what: sql<Credential>`case when ${oauthClientSecrets.workload} is null then 'client secret' else 'workload identity' end`.as(
        'what',
      ),
      ending: oauthClientSecrets.ending,
      expiresAt: oauthClientSecrets.expiresAt,
      revokedAt: oauthClientSecrets.revokedAt,
      lastUsedAt: oauthClientSecrets.lastUsedAt,
      createdAt: oauthClientSecrets.createdAt,
    })
    .from(oauthClientSecrets)
    .innerJoin(
      oauthClients,
      and(
        eq(oauthClients.organizationId, oauthClientSecrets.organizationId),
        eq(oauthClients.id, oauthClientSecrets.clientId),
        eq(oauthClients.integrationId, integrationId),
      ),
    )
    .where(eq(oauthClientSecrets.organizationId, ctx.organizationId))
}
