import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { scimTokens } from '@/db/schema'
import { Statement } from '@/db/statement'
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
  const [found] = await findToken.run(db, { hash: hashSecret(token) })
  if (!found) return { kind: 'unknown' }
  const {
    organization_id: organizationId,
    integration_id: integrationId,
    id: tokenId,
    ending,
  } = found
  const dead = { kind: 'dead' as const, organizationId, tokenId, ending, fetched: found.fetched }
  if (found.revoked) return { ...dead, reason: 'revoked' }
  if (Date.parse(found.expires_at) <= now.getTime()) return { ...dead, reason: 'expired' }
  return { kind: 'valid', organizationId, integrationId, tokenId, ending }
}

type Row = {
  organization_id: string
  integration_id: string
  id: string
  ending: string
  fetched: boolean
  revoked: boolean
  expires_at: string
}

const findToken = new Statement<Row>(
  () => sql`
    select organization_id, integration_id, id, ending, client_secret_id is not null as fetched,
      revoked_at is not null as revoked, expires_at
    from ${scimTokens} where hash = ${sql.placeholder('hash')}`,
  'find_scim_token',
)
