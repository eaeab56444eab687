import { z } from 'zod'
import { boundedFetch, jsonOf, UnreachableError } from '@/lib/platform/bounded-fetch'
import type { Credentials } from '../schemas'
import { failureOfStatus, incompatible, ScimFailure } from './scim-failure'

/** Where the token comes from that a request is sent with. */
export interface TokenSource {
  /** Another one than `refused`, if there is another. Throws ScimFailure. */
  read(refused?: string): Promise<string>
}

export function tokensOf(credentials: Credentials): TokenSource {
  if (credentials.method === 'client') return new FetchedTokens(credentials)
  return { read: async () => credentials.token.trim() }
}

type OauthClient = Extract<Credentials, { method: 'client' }>

const REQUEST_TIMEOUT_MS = 10_000
const REPLY_BYTES_MAX = 20_000
/** Renewed this much before its end, so that no request is under way when it comes. */
const RENEW_BEFORE_SECONDS = 60
const DETAIL_LENGTH_MAX = 500

const grantSchema = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive(),
})
const refusalSchema = z.object({ error: z.string(), error_description: z.string().default('') })

/** Tokens of OAuth client credentials, fetched when they are needed (entra-profile 10.2). */
class FetchedTokens implements TokenSource {
  private readonly client: OauthClient
  private held: { token: string; renewAt: number } | undefined
  private fetching: Promise<{ token: string; renewAt: number }> | undefined

  constructor(client: OauthClient) {
    this.client = client
  }

  /** Requests that run side by side wait for one and the same token. */
  async read(refused?: string): Promise<string> {
    const { held } = this
    if (held && held.token !== refused && Date.now() < held.renewAt) return held.token
    this.fetching ??= fetchToken(this.client).finally(() => {
      this.fetching = undefined
    })
    this.held = await this.fetching
    return this.held.token
  }
}

async function fetchToken(client: OauthClient) {
  const reply = await boundedFetch({
    url: client.tokenEndpoint,
    method: 'POST',
    headers: {
      authorization: `Basic ${basicOf(client)}`,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
    timeoutMs: REQUEST_TIMEOUT_MS,
    bytesMax: REPLY_BYTES_MAX,
  }).catch((error: unknown) => {
    if (!(error instanceof UnreachableError)) throw error
    const code = error.reason === 'timeout' ? 'Timeout' : 'WebExceptionProtocolError'
    throw new ScimFailure(code, `The Token Endpoint did not answer (${error.reason}).`)
  })
  const refusal = refusalSchema.safeParse(jsonOf(reply)).data
  if (refusal) {
    const { error, error_description: why } = refusal
    throw new ScimFailure(
      'SystemForCrossDomainIdentityManagementInvalidCredentials',
      `The Token Endpoint answered ${error}. ${why}`.trim().slice(0, DETAIL_LENGTH_MAX),
      reply.status,
    )
  }
  if (reply.status !== 200) throw failureOfStatus(reply.status, '')
  const grant = grantSchema.safeParse(jsonOf(reply))
  if (!grant.success) throw incompatible('The Token Endpoint answered no bearer token.', 200)
  const { access_token: token, expires_in: seconds } = grant.data
  return { token, renewAt: Date.now() + (seconds - RENEW_BEFORE_SECONDS) * 1000 }
}

/** Both halves are form-encoded before they are joined (RFC 6749 section 2.3.1). */
function basicOf({ clientId, clientSecret }: OauthClient): string {
  const encoded = [clientId, clientSecret].map((half) => new URLSearchParams({ half }).toString())
  return Buffer.from(encoded.map((pair) => pair.slice('half='.length)).join(':')).toString('base64')
}
