import { createHash, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Db } from '@/db/client'
import { practiceTenantId } from '@/lib/kernel/practice-ids'
import { practiceClientId, practiceClientSecret } from '@/lib/platform/practice-client'
import { sameSecret } from '@/lib/platform/secret'
import { readDirectory } from '../directory'
import { directoryRoles, type Person } from '../person'
import { scopesAgreed } from './consents'
import {
  ACCESS_SECONDS,
  type CodeGrant,
  endRefresh,
  issueAccess,
  issueRefresh,
  readRefresh,
  takeCode,
} from './grants'
import { signingPair } from './keys'

/** Every directory member carries this marker among their roles (microsoft-side 2.5). */
const MEMBER_ROLE = 'b79fbf4d-3ef9-4689-8143-76b194e85509'
const ID_TOKEN_SECONDS = 3900

export interface TokenRequest {
  form: URLSearchParams
  issuer: string
  now: Date
}

/** The token endpoint: application, code, address and proof are checked, in this order. */
export async function redeem(db: Db, { form, issuer, now }: TokenRequest): Promise<Response> {
  const field = (name: string) => form.get(name) ?? ''
  if (field('client_id') !== practiceClientId) {
    return refuse('unauthorized_client', 700016, 'Application was not found in the directory.')
  }
  if (!sameSecret(field('client_secret'), practiceClientSecret())) {
    return refuse('invalid_client', 7000215, 'Invalid client secret provided.', 401)
  }
  switch (field('grant_type')) {
    case 'authorization_code':
      return redeemCode(db, { form, issuer, now })
    case 'refresh_token':
      return refreshTokens(db, { form, issuer, now })
    default:
      return refuse('unsupported_grant_type', 70003, 'The grant type is not supported.')
  }
}

async function redeemCode(db: Db, { form, issuer, now }: TokenRequest): Promise<Response> {
  const field = (name: string) => form.get(name) ?? ''
  const grant = await takeCode(db, field('code'), now)
  if (!grant || grant.clientId !== field('client_id')) {
    return refuse('invalid_grant', 54005, 'The code was already redeemed or has expired.')
  }
  if (grant.redirectUri !== field('redirect_uri')) {
    return refuse('invalid_grant', 500112, 'The reply address does not match the code.')
  }
  if (challengeOf(field('code_verifier')) !== grant.challenge) {
    return refuse('invalid_grant', 501481, 'The Code_Verifier does not match the code_challenge.')
  }
  const person = await enabledPerson(db, grant.personId)
  if (!person) return refuse('invalid_grant', 50057, 'The user account is disabled.')
  return tokens(db, { grant, person, issuer, now })
}

/** Everything that is agreed to by now, which is what `.default` asks for; nothing is no answer. */
async function refreshTokens(db: Db, { form, now }: TokenRequest): Promise<Response> {
  const token = form.get('refresh_token') ?? ''
  const grant = await readRefresh(db, token, now)
  if (!grant || grant.clientId !== form.get('client_id')) {
    return refuse('invalid_grant', 700082, 'The refresh token has expired due to inactivity.')
  }
  if (!(await enabledPerson(db, grant.personId))) {
    return refuse('invalid_grant', 50057, 'The user account is disabled.')
  }
  const scopes = await scopesAgreed(db, grant)
  if (scopes.length === 0) {
    return refuse('invalid_grant', 65001, 'The user or administrator has not consented.')
  }
  await endRefresh(db, token)
  return answer({
    scope: told(scopes),
    access_token: await issueAccess(db, { personId: grant.personId, scopes }, now),
    refresh_token: await issueRefresh(db, grant, now),
  })
}

async function enabledPerson(db: Db, id: string): Promise<Person | undefined> {
  const person = (await readDirectory(db)).people.find((one) => one.id === id)
  return person?.accountEnabled && person.deletedAt === null ? person : undefined
}

/** `offline_access` is never told back. */
const told = (scopes: string[]) => scopes.filter((scope) => scope !== 'offline_access').join(' ')

function answer(body: Record<string, string>): Response {
  const lifetime = { expires_in: ACCESS_SECONDS, ext_expires_in: ACCESS_SECONDS }
  return Response.json(
    { token_type: 'Bearer', ...lifetime, ...body },
    { headers: { 'cache-control': 'no-store' } },
  )
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

async function tokens(
  db: Db,
  { grant, person, issuer, now }: { grant: CodeGrant; person: Person; issuer: string; now: Date },
): Promise<Response> {
  const { clientId, scopes } = grant
  const personId = person.id
  return answer({
    scope: told(scopes),
    access_token: await issueAccess(db, { personId, scopes }, now),
    id_token: await idToken(db, { grant, person, issuer, now }),
    ...(scopes.includes('offline_access')
      ? { refresh_token: await issueRefresh(db, { clientId, personId }, now) }
      : {}),
  })
}

async function idToken(
  db: Db,
  { grant, person, issuer, now }: { grant: CodeGrant; person: Person; issuer: string; now: Date },
): Promise<string> {
  const { kid, sign } = await signingPair(db, now)
  const seconds = Math.floor(now.getTime() / 1000)
  return new SignJWT({
    tid: practiceTenantId,
    oid: person.id,
    name: person.displayName,
    preferred_username: person.userPrincipalName,
    ...(person.mail ? { email: person.mail } : {}),
    nonce: grant.nonce,
    uti: randomUUID(),
    ver: '2.0',
    wids: [...(person.role ? [directoryRoles[person.role].template] : []), MEMBER_ROLE],
  })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(grant.clientId)
    .setSubject(challengeOf(`${grant.clientId}.${person.id}`))
    .setIssuedAt(seconds)
    .setNotBefore(seconds)
    .setExpirationTime(seconds + ID_TOKEN_SECONDS)
    .sign(sign)
}

function refuse(error: string, number: number, sentence: string, status = 400): Response {
  const trace = randomUUID()
  const correlation = randomUUID()
  const timestamp = new Date().toISOString()
  return Response.json(
    {
      error,
      error_description: `AADSTS${number}: ${sentence} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [number],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
    },
    { status, headers: { 'cache-control': 'no-store' } },
  )
}
