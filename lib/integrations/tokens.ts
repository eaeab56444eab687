import { and, desc, eq, isNull } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { scimTokens } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { endingOf } from '@/lib/platform/credential'
import { hashSecret } from '@/lib/platform/secret'
import { lockIntegration } from './lock-integration'
import type { TokenLifetime } from './schemas'
import { makeToken } from './token-format'

const DAY_MS = 24 * 60 * 60 * 1000
const LIFETIME_DAYS: Record<TokenLifetime, number> = { '90d': 90, '1y': 365, '2y': 730 }
/** Rotation needs two; more than this is a mistake that nobody would notice. */
const LIVE_TOKENS_MAX = 5

export interface TokenSummary {
  id: string
  ending: string
  madeBy: string
  createdAt: Date
  expiresAt: Date
  revokedAt: Date | null
  lastUsedAt: Date | null
}

export interface NewToken {
  id: string
  /** Told once, here. Only its SHA-256 is kept (product.md 0.9, D14). */
  token: string
  ending: string
  expiresAt: Date
}

/** Makes a token for the organisation's Entra integration. Throws not_found or conflict. */
export async function createToken(
  ctx: Context,
  input: { lifetime: TokenLifetime },
): Promise<NewToken> {
  const token = makeToken()
  const expiresAt = new Date(ctx.now.getTime() + LIFETIME_DAYS[input.lifetime] * DAY_MS)
  const row = {
    id: newId('scimToken', ctx.now),
    ending: endingOf(token),
    expiresAt,
  }
  await withTransaction(ctx, async (tx) => {
    const integrationId = await lockIntegration(tx)
    const live = (await listTokens(tx)).filter((one) => isLive(one, ctx.now))
    if (live.length >= LIVE_TOKENS_MAX) {
      throw new AppError(
        'conflict',
        `There are ${live.length} working tokens already. Revoke one that is no longer used first.`,
      )
    }
    await tx.db.insert(scimTokens).values({
      ...row,
      organizationId: ctx.organizationId,
      integrationId,
      hash: hashSecret(token),
      madeBy: actorLabel(ctx.actor),
      createdAt: ctx.now,
    })
    await recordActivity(tx, [
      {
        kind: 'token.created',
        data: { ending: row.ending },
        subject: { kind: 'token', id: row.id },
      },
    ])
  })
  return { ...row, token }
}

/** All tokens that people paste, newest first, without anything that could be used. */
export async function listTokens(ctx: Context): Promise<TokenSummary[]> {
  return ctx.db
    .select({
      id: scimTokens.id,
      ending: scimTokens.ending,
      madeBy: scimTokens.madeBy,
      createdAt: scimTokens.createdAt,
      expiresAt: scimTokens.expiresAt,
      revokedAt: scimTokens.revokedAt,
      lastUsedAt: scimTokens.lastUsedAt,
    })
    .from(scimTokens)
    .where(
      and(eq(scimTokens.organizationId, ctx.organizationId), isNull(scimTokens.clientSecretId)),
    )
    .orderBy(desc(scimTokens.createdAt), desc(scimTokens.id))
}

/** Ends a token at once. Doors stay as they are; only the sync stops. Throws not_found. */
export async function revokeToken(ctx: Context, input: { tokenId: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const [revoked] = await tx.db
      .update(scimTokens)
      .set({ revokedAt: ctx.now })
      .where(
        and(
          eq(scimTokens.organizationId, ctx.organizationId),
          eq(scimTokens.id, input.tokenId),
          isNull(scimTokens.revokedAt),
        ),
      )
      .returning({ ending: scimTokens.ending })
    if (!revoked) throw new AppError('not_found', 'This token does not exist or has ended already.')
    await recordActivity(tx, [
      {
        kind: 'token.revoked',
        data: revoked,
        subject: { kind: 'token', id: input.tokenId },
      },
    ])
  })
}

export function isLive(token: Pick<TokenSummary, 'expiresAt' | 'revokedAt'>, now: Date): boolean {
  return token.revokedAt === null && token.expiresAt > now
}
