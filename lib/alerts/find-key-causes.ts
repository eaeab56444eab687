import { and, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { mobileKeys, oauthClientSecrets, scimTokens } from '@/db/schema'
import type { Cause } from './cause'

const DAY_MS = 24 * 60 * 60 * 1000

/** Told at each of these many days before the end, the nearest first. */
const TOKEN_DAYS = [1, 7, 14, 30]
/** A key that was sent longer ago than this was not just overlooked. */
const KEY_DAYS = 7

/**
 * The credential with which Entra comes, when its end is near. One that was replaced runs out
 * without harm, so of several only the one that was used last counts.
 */
export async function findTokenEnding(ctx: Context): Promise<Cause[]> {
  const used = [
    ...(await newest(ctx, scimTokens)),
    ...(await newest(ctx, oauthClientSecrets)),
  ].sort((a, b) => lastSeen(b) - lastSeen(a))
  const [token] = used
  if (!token) return []
  const days = Math.max(0, Math.ceil((token.expiresAt.getTime() - ctx.now.getTime()) / DAY_MS))
  const stage = TOKEN_DAYS.find((limit) => days <= limit)
  if (stage === undefined) return []
  const since = new Date(token.expiresAt.getTime() - (TOKEN_DAYS.at(-1) ?? 0) * DAY_MS)
  const count = { what: 'people', number: 0 } as const
  const rest = { since, stage, count, days, detail: token.ending }
  return [{ kind: 'token_ending', cause: `token:${token.id}`, ...rest }]
}

interface Credential {
  id: string
  ending: string
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
}

const lastSeen = ({ lastUsedAt }: Credential) => lastUsedAt?.getTime() ?? 0

async function newest(
  ctx: Context,
  table: typeof scimTokens | typeof oauthClientSecrets,
): Promise<Credential[]> {
  return ctx.db
    .select({
      id: table.id,
      ending: table.ending,
      createdAt: table.createdAt,
      expiresAt: table.expiresAt,
      lastUsedAt: table.lastUsedAt,
    })
    .from(table)
    .where(and(eq(table.organizationId, ctx.organizationId), isNull(table.revokedAt)))
    .orderBy(sql`${table.lastUsedAt} desc nulls last`, desc(table.createdAt))
    .limit(1)
}

/** People whose key was sent more than a week ago and is on no phone yet. */
export async function findKeysNotPickedUp(ctx: Context): Promise<Cause[]> {
  const [waiting] = await ctx.db
    .select({
      people: sql<number>`count(distinct ${mobileKeys.employeeId})::int`,
      since: sql<Date | null>`min(${mobileKeys.issuedAt})`.mapWith(mobileKeys.issuedAt),
    })
    .from(mobileKeys)
    .where(
      and(
        eq(mobileKeys.organizationId, ctx.organizationId),
        isNull(mobileKeys.revokedAt),
        // Whoever is held cannot pick theirs up.
        isNull(mobileKeys.suspendedAt),
        inArray(mobileKeys.state, ['sent', 'delivered', 'opened', 'bounced', 'expired']),
        lte(mobileKeys.issuedAt, new Date(ctx.now.getTime() - KEY_DAYS * DAY_MS)),
      ),
    )
  if (!waiting?.since || waiting.people === 0) return []
  const count = { what: 'people', number: waiting.people } as const
  const rest = { since: waiting.since, stage: 0, count, days: 0, detail: '' }
  return [{ kind: 'keys_not_picked_up', cause: 'keys_not_picked_up', ...rest }]
}
