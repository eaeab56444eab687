import { z } from 'zod'
import { boundedFetch, jsonOf, UnreachableError } from '@/lib/platform/bounded-fetch'
import type { Authority } from './authority'
import { MicrosoftError, microsoftErrorOf } from './errors'

const TOKEN_TIMEOUT_MS = 10_000
/** Tokens of people in many groups grow to some 20 kB each; there are three. */
const TOKEN_BYTES_MAX = 256_000

const renewedSchema = z.object({
  token_type: z.string().regex(/^bearer$/i),
  scope: z.string().default(''),
  access_token: z.string().min(1),
  /** Only after `offline_access`; each use may answer another one. */
  refresh_token: z.string().min(1).optional(),
})
const tokensSchema = renewedSchema.extend({ id_token: z.string().min(1) })

const failureSchema = z.object({
  error: z.string(),
  error_description: z.string().default(''),
  error_codes: z.array(z.number()).optional(),
  trace_id: z.string().optional(),
})

export interface CodeExchange {
  authority: Authority
  tenant: string | undefined
  code: string
  redirectUri: string
  verifier: string
  scopes: readonly string[]
}

/** Redeems a code, once (microsoft-side 2.3). Throws MicrosoftError. */
export async function exchangeCode(exchange: CodeExchange): Promise<z.output<typeof tokensSchema>> {
  const { authority, tenant } = exchange
  const fields = {
    grant_type: 'authorization_code',
    code: exchange.code,
    redirect_uri: exchange.redirectUri,
    code_verifier: exchange.verifier,
    scope: exchange.scopes.join(' '),
  }
  return ask(tokensSchema, { authority, tenant, fields })
}

/** All that is allowed by now, whatever was asked at first: nobody is asked again for it. */
const EVERYTHING_ALLOWED = 'https://graph.microsoft.com/.default offline_access'

/** Fetches an access token without the person (microsoft-side 2.3). Throws MicrosoftError. */
export async function renewTokens(renewal: {
  authority: Authority
  tenant: string
  refreshToken: string
}): Promise<z.output<typeof renewedSchema>> {
  const { authority, tenant, refreshToken } = renewal
  const fields = {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    scope: EVERYTHING_ALLOWED,
  }
  return ask(renewedSchema, { authority, tenant, fields })
}

interface TokenQuestion {
  authority: Authority
  tenant: string | undefined
  fields: Record<string, string>
}

async function ask<S extends z.ZodType>(
  schema: S,
  { authority, tenant, fields }: TokenQuestion,
): Promise<z.output<S>> {
  const body = new URLSearchParams({
    client_id: authority.clientId,
    client_secret: authority.clientSecret,
    ...fields,
  })
  const reply = await boundedFetch({
    url: `${authority.base}/${tenant ?? 'organizations'}/oauth2/v2.0/token`,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
    timeoutMs: TOKEN_TIMEOUT_MS,
    bytesMax: TOKEN_BYTES_MAX,
  }).catch(refuse)
  if (reply.status >= 500) throw new MicrosoftError('unreachable')
  const json = jsonOf(reply)
  if (reply.status !== 200) {
    const failure = failureSchema.safeParse(json)
    if (!failure.success) throw new MicrosoftError('unreachable')
    const { error, error_description: description, error_codes, trace_id } = failure.data
    throw microsoftErrorOf({ error, description, numbers: error_codes, traceId: trace_id })
  }
  const tokens = schema.safeParse(json)
  if (!tokens.success) throw new MicrosoftError('badToken')
  return tokens.data
}

/** What never answered is told as such; anything else is a fault of ours and goes on. */
export function refuse(error: unknown): never {
  if (error instanceof UnreachableError) throw new MicrosoftError('unreachable')
  throw error
}
