import type { Db } from '@/db/client'
import { practiceTenantId } from '@/lib/kernel/practice-ids'
import { env } from '@/lib/platform/env'
import { authorize } from './authorize'
import { signingPair } from './keys'
import { errorPage, signedOutPage } from './pages'
import { redeem } from './token'

/** The sign-in of the practice tenant: web-standard, one function from Request to Response. */
const BODY_LENGTH_MAX = 64_000
const TENANTS = new Set(['organizations', 'common', practiceTenantId])

export function practiceLoginBase(): string {
  return `${env().appUrl}/practice/login`
}

/** `path` is what follows the login's base, e.g. `organizations/oauth2/v2.0/token`. */
export async function handleLogin(
  db: Db,
  { request, path, now }: { request: Request; path: string; now: Date },
): Promise<Response> {
  const [tenant = '', ...rest] = path.split('/')
  if (!TENANTS.has(tenant)) return unknownTenant(tenant)
  const query = new URL(request.url).searchParams
  switch (`${request.method} ${rest.join('/')}`) {
    case 'GET v2.0/.well-known/openid-configuration':
      return Response.json(metadata(tenant))
    case 'GET discovery/v2.0/keys':
      return Response.json({ keys: [await shownKey(db, now)] })
    case 'GET oauth2/v2.0/authorize':
      return authorize(db, query, now)
    case 'POST oauth2/v2.0/authorize':
      return authorize(db, await readForm(request), now)
    case 'POST oauth2/v2.0/token':
      return redeem(db, {
        form: await readForm(request),
        issuer: issuerOf(practiceTenantId),
        now,
      })
    case 'GET oauth2/v2.0/logout':
      return logout(query.get('post_logout_redirect_uri'))
    default:
      return errorPage('AADSTS90019: There is no such address.')
  }
}

function issuerOf(tenant: string): string {
  return `${practiceLoginBase()}/${tenant}/v2.0`
}

function metadata(tenant: string) {
  const base = `${practiceLoginBase()}/${tenant}`
  return {
    issuer: issuerOf(tenant === practiceTenantId ? tenant : '{tenantid}'),
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    response_modes_supported: ['query'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  }
}

/** The key may sign for any tenant, as most of Microsoft's may. */
async function shownKey(db: Db, now: Date) {
  return { ...(await signingPair(db, now)).shown, issuer: issuerOf('{tenantid}') }
}

function unknownTenant(tenant: string): Response {
  return Response.json(
    {
      error: 'invalid_tenant',
      error_description: `AADSTS90002: Tenant '${tenant}' not found.`,
      error_codes: [90002],
    },
    { status: 400 },
  )
}

function logout(address: string | null): Response {
  const origin = new URL(env().appUrl).origin
  if (!address || !URL.canParse(address) || new URL(address).origin !== origin) {
    return signedOutPage()
  }
  return new Response(null, { status: 303, headers: { location: address } })
}

async function readForm(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams((await request.text()).slice(0, BODY_LENGTH_MAX))
}
