import { eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { scimTokens } from '@/db/schema'
import { hashSecret } from '@/lib/platform/secret'
import { isTokenShaped } from './token-format'

export type TokenCheck =
  | {
      kind: 'valid'
      organizationId: string
      integrationId: string
      tokenId: string
      ending: string
    }
  | {
      kind: 'dead'
      reason: 'expired' | 'revoked'
      organizationId: string
      tokenId: string
      ending: string
      /** Fetched by an OAuth client, which fetches another when it has expired. */
      fetched: boolean
    }
  | { kind: 'unknown' }

/**
 * Finds whose token this is: one indexed lookup by SHA-256, prepared once per connection because
 * every SCIM request runs it (scim.md 8). A string that cannot be a token never reaches the database.
 */
export async function checkToken(db: Db, token: string, now: Date): Promise<TokenCheck> {
  if (!isTokenShaped(token)) return { kind: 'unknown' }
  const [found] = await statementFor(db).execute({ hash: hashSecret(token) })
  if (!found) return { kind: 'unknown' }
  const { organizationId, integrationId, tokenId, ending } = found
  const dead = {
    kind: 'dead' as const,
    organizationId,
    tokenId,
    ending,
    fetched: found.clientSecretId !== null,
  }
  if (found.revokedAt) return { ...dead, reason: 'revoked' }
  if (found.expiresAt <= now) return { ...dead, reason: 'expired' }
  return { kind: 'valid', organizationId, integrationId, tokenId, ending }
}

function prepare(db: Db) {
  return db
    .select({
      organizationId: scimTokens.organizationId,
      integrationId: scimTokens.integrationId,
      tokenId: scimTokens.id,
      clientSecretId: scimTokens.clientSecretId,
      ending: scimTokens.ending,
      expiresAt: scimTokens.expiresAt,
      revokedAt: scimTokens.revokedAt,
    })
    .from(scimTokens)
    .where(eq(scimTokens.hash, sql.placeholder('hash')))
    .prepare('check_scim_token')
}

const prepared = new WeakMap<Db, ReturnType<typeof prepare>>()

function statementFor(db: Db): ReturnType<typeof prepare> {
  const known = prepared.get(db)
  if (known) return known
  const statement = prepare(db)
  prepared.set(db, statement)
  return statement
}
