import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { oauthClientSecrets, oauthClients, scimTokens } from '@/db/schema'
import { idPrefixes, newId } from '@/lib/kernel/ids'
import { MicrosoftError } from '@/lib/microsoft/errors'
import { isAssertionOf, type WorkloadIdentity } from '@/lib/microsoft/workload-assertion'
import { hashSecret } from '@/lib/platform/secret'
import { isClientSecretShaped, makeToken } from './token-format'

/** The shortest life that Microsoft's validator accepts (entra-profile 12). */
export const ACCESS_TOKEN_SECONDS = 60 * 60
/** How long a token that has ended is still told apart from one that never was. */
const REMEMBERED_SECONDS = 24 * 60 * 60
/** Nothing else reaches the database, which refuses some texts altogether. */
const CLIENT_ID = new RegExp(`^${idPrefixes.oauthClient}_[0-9a-z]{26}$`)

export interface ClientCredentials {
  clientId: string
  clientSecret: string
}

export type Issue =
  | { kind: 'issued'; accessToken: string; secretId: string }
  | { kind: 'dead'; reason: 'expired' | 'revoked'; organizationId: string; ending: string }
  | { kind: 'unknown' }
  /** Microsoft’s keys could not be had, so that nobody can say whether it is true. */
  | { kind: 'unreachable' }

/** Exchanges a client secret for an access token. */
export async function issueAccessToken(
  db: Db,
  { clientId, clientSecret }: ClientCredentials,
  now: Date,
): Promise<Issue> {
  if (!CLIENT_ID.test(clientId) || !isClientSecretShaped(clientSecret)) return { kind: 'unknown' }
  return issueBy(db, { clientId, secretHash: hashSecret(clientSecret) }, now)
}

/** Exchanges an assertion of Entra about a workload for an access token (entra-profile 10.3). */
export async function issueForWorkload(
  db: Db,
  { clientId, assertion, base }: { clientId: string; assertion: string; base: string },
  now: Date,
): Promise<Issue> {
  if (!CLIENT_ID.test(clientId)) return { kind: 'unknown' }
  const trusted = await db
    .select({ workload: oauthClientSecrets.workload })
    .from(oauthClientSecrets)
    .where(
      and(
        eq(oauthClientSecrets.clientId, clientId),
        isNotNull(oauthClientSecrets.workload),
        isNull(oauthClientSecrets.revokedAt),
        gt(oauthClientSecrets.expiresAt, now),
      ),
    )
  try {
    for (const { workload } of trusted) {
      if (workload && (await isAssertionOf(assertion, { identity: workload, base, now }))) {
        return await issueBy(db, { clientId, secretHash: workloadHash(clientId, workload) }, now)
      }
    }
  } catch (error) {
    if (error instanceof MicrosoftError) return { kind: 'unreachable' }
    throw error
  }
  return { kind: 'unknown' }
}

/** What stands in the place of a secret's hash: nobody can show it, it is only ever compared. */
export function workloadHash(clientId: string, workload: WorkloadIdentity): string {
  const { tenantId, subject, audience } = workload
  return hashSecret(`workload:${clientId}:${tenantId}:${subject}:${audience}`)
}

/**
 * One statement marks the secret as used, forgets tokens that ended long ago and keeps the new one:
 * the mark locks the secret's row, so that none is fetched with a secret that is being revoked.
 */
async function issueBy(
  db: Db,
  { clientId, secretHash }: { clientId: string; secretHash: string },
  now: Date,
): Promise<Issue> {
  const accessToken = makeToken()
  const at = sql`${now.toISOString()}::timestamptz`
  const { rows } = await db.execute<{ client_secret_id: string }>(sql`
    with used as (
      update ${oauthClientSecrets} set last_used_at = ${at}
      where hash = ${secretHash} and client_id = ${clientId}
        and revoked_at is null and expires_at > ${at}
      returning organization_id, id, client_id, ending
    ), forgotten as (
      delete from ${scimTokens} using used
      where ${scimTokens}.organization_id = used.organization_id
        and ${scimTokens}.client_secret_id = used.id
        and ${scimTokens}.expires_at < ${at} - make_interval(secs => ${REMEMBERED_SECONDS})
    )
    insert into ${scimTokens} (organization_id, id, integration_id, client_secret_id, hash, ending, made_by, created_at, expires_at)
    select used.organization_id, ${newId('scimToken', now)}, client.integration_id, used.id,
      ${hashSecret(accessToken)}, used.ending, 'OAuth client', ${at},
      ${at} + make_interval(secs => ${ACCESS_TOKEN_SECONDS})
    from used
    join ${oauthClients} as client
      on client.organization_id = used.organization_id and client.id = used.client_id
    returning client_secret_id`)
  const [issued] = rows
  if (issued) return { kind: 'issued', accessToken, secretId: issued.client_secret_id }
  return whyNot(db, { clientId, secretHash })
}

/** Only who holds the secret itself hears that it is dead; everybody else is unknown. */
async function whyNot(
  db: Db,
  { clientId, secretHash }: { clientId: string; secretHash: string },
): Promise<Issue> {
  const [found] = await db
    .select({
      organizationId: oauthClientSecrets.organizationId,
      clientId: oauthClientSecrets.clientId,
      ending: oauthClientSecrets.ending,
      revokedAt: oauthClientSecrets.revokedAt,
    })
    .from(oauthClientSecrets)
    .where(eq(oauthClientSecrets.hash, secretHash))
  if (found?.clientId !== clientId) return { kind: 'unknown' }
  const { organizationId, ending, revokedAt } = found
  return { kind: 'dead', reason: revokedAt ? 'revoked' : 'expired', organizationId, ending }
}
