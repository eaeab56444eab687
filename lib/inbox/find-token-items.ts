import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { integrations, scimTokens } from '@/db/schema'
import type { NeedsYouItem } from './schemas'

const DAY_MS = 24 * 60 * 60 * 1000
/** The first of the warnings of product.md 5.2. */
const WARN_DAYS = 30

/**
 * Looks at the token that Entra uses: the last one that called, or the newest while none has. A
 * fresh one that nobody pasted into Entra yet does not keep the sync alive, so it does not count.
 */
export async function findTokenItems(ctx: Context): Promise<NeedsYouItem[]> {
  const [token] = await ctx.db
    .select({
      ending: scimTokens.ending,
      expiresAt: scimTokens.expiresAt,
      revokedAt: scimTokens.revokedAt,
    })
    .from(scimTokens)
    .innerJoin(
      integrations,
      and(
        eq(integrations.organizationId, scimTokens.organizationId),
        eq(integrations.id, scimTokens.integrationId),
        isNotNull(integrations.installedAt),
      ),
    )
    .where(eq(scimTokens.organizationId, ctx.organizationId))
    .orderBy(sql`${scimTokens.lastUsedAt} desc nulls last`, desc(scimTokens.createdAt))
    .limit(1)
  if (!token) return []
  const { ending, expiresAt, revokedAt } = token
  if (revokedAt) return [{ kind: 'token_ended', ending, since: revokedAt }]
  if (expiresAt <= ctx.now) return [{ kind: 'token_ended', ending, since: expiresAt }]
  const warnFrom = new Date(expiresAt.getTime() - WARN_DAYS * DAY_MS)
  if (warnFrom > ctx.now) return []
  return [{ kind: 'token_ending', ending, expiresAt, since: warnFrom }]
}
