import { z } from 'zod'
import { sameSecret } from '@/lib/platform/secret'
import type { Authority } from './authority'
import type { SignInFlow } from './authorize'
import { MicrosoftError, microsoftErrorOf } from './errors'
import { type IdTokenClaims, verifyIdToken } from './id-token'
import { missingScopes, parseScopes } from './scopes'
import { exchangeCode } from './token-endpoint'

const PARAMETER_LENGTH_MAX = 16_384
const parameter = z.string().max(PARAMETER_LENGTH_MAX)
const callbackSchema = z.object({
  state: parameter,
  code: parameter.optional(),
  error: parameter.optional(),
  error_description: parameter.optional(),
  error_subcode: parameter.optional(),
})

export interface SignInCallback {
  authority: Authority
  flow: SignInFlow
  callbackParams: URLSearchParams
  /** The same as at the beginning. */
  redirectUri: string
  scopes: readonly string[]
  /** The tenant that must answer, when the flow was begun for one. */
  expectedTenant?: string | undefined
  now?: Date
}

export interface SignedIn {
  claims: IdTokenClaims
  /** For Graph. Opaque: nothing is decided from its contents. */
  accessToken: string
  /** For asking again without the person. Secret; undefined unless `offline_access` was granted. */
  refreshToken: string | undefined
  grantedScopes: string[]
  /** Not empty: partial consent. The sign-in is good, some of what was asked is not allowed. */
  missingScopes: string[]
}

/**
 * Finishes a sign-in: state, then code, then every claim of the id token. Throws MicrosoftError,
 * one reason for each way it can end.
 */
export async function finishSignIn(callback: SignInCallback): Promise<SignedIn> {
  const { authority, flow, redirectUri, scopes, now = new Date() } = callback
  const code = codeOf(callback)
  const tokens = await exchangeCode({
    authority,
    tenant: callback.expectedTenant,
    code,
    redirectUri,
    verifier: flow.verifier,
    scopes,
  })
  const claims = await verifyIdToken(tokens.id_token, {
    authority,
    nonce: flow.nonce,
    expectedTenant: callback.expectedTenant,
    now,
  })
  const grantedScopes = parseScopes(tokens.scope)
  return {
    claims,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    grantedScopes,
    missingScopes: missingScopes(scopes, grantedScopes),
  }
}

/** State is compared before anything else is looked at, an error included. */
function codeOf({ flow, callbackParams }: SignInCallback): string {
  const parsed = callbackSchema.safeParse(Object.fromEntries(callbackParams))
  if (!parsed.success || !sameSecret(parsed.data.state, flow.state)) {
    throw new MicrosoftError('stateMismatch')
  }
  const { code, error, error_description: description = '', error_subcode: subcode } = parsed.data
  if (error !== undefined) throw microsoftErrorOf({ error, description, subcode })
  if (!code) throw new MicrosoftError('configuration')
  return code
}
