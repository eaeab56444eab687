import { createHash } from 'node:crypto'
import { randomSecret } from '@/lib/platform/secret'
import type { Authority } from './authority'

export interface SignInRequest {
  authority: Authority
  redirectUri: string
  scopes: readonly string[]
  /** The tenant's GUID once it is known; any work account otherwise. */
  tenant?: string | undefined
  prompt?: 'select_account' | 'login' | 'consent' | undefined
  loginHint?: string | undefined
}

/** What the callback must find again. Secret: the browser sees none of it but `state`. */
export interface SignInFlow {
  state: string
  nonce: string
  verifier: string
}

/** Where to send the browser, and what to keep (microsoft-side 2.1). Each secret has 256 bits. */
export function beginSignIn(request: SignInRequest): { url: string; flow: SignInFlow } {
  const flow = { state: randomSecret(), nonce: randomSecret(), verifier: randomSecret() }
  const url = new URL(
    `${request.authority.base}/${request.tenant ?? 'organizations'}/oauth2/v2.0/authorize`,
  )
  const parameters: Record<string, string | undefined> = {
    client_id: request.authority.clientId,
    response_type: 'code',
    redirect_uri: request.redirectUri,
    response_mode: 'query',
    scope: request.scopes.join(' '),
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: challengeOf(flow.verifier),
    code_challenge_method: 'S256',
    prompt: request.prompt,
    login_hint: request.loginHint,
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return { url: url.href, flow }
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}
