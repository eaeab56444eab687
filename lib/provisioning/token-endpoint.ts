import { type DatabaseHandle, type Db, getDatabase } from '@/db/client'
import {
  ACCESS_TOKEN_SECONDS,
  type Issue,
  issueAccessToken,
  issueForWorkload,
} from '@/lib/integrations/access-tokens'
import { newId } from '@/lib/kernel/ids'
import { env } from '@/lib/platform/env'
import { describeError, log } from '@/lib/platform/log'
import { failureLimits, RateLimit, tokenRequestLimits } from '@/lib/platform/rate-limit'
import { hashSecret } from '@/lib/platform/secret'
import { isScimError } from '@/lib/scim/errors'
import { readBody } from './body'
import { clientAddress } from './client-address'
import { readClientCredentials } from './client-credentials'
import {
  authorityUnreachable,
  invalidClient,
  invalidRequest,
  invalidScope,
  OAuthError,
  serverError,
  tooManyTokenRequests,
  unreadable,
  unsupportedGrantType,
  wrongMethod,
} from './oauth-error'

const FORM_BYTES_MAX = 8 * 1024
const FORM = /^application\/x-www-form-urlencoded *(;|$)/i
/** RFC 6749 section 3.3. Any scope is taken and gives the one there is: it names nothing of ours. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/
const GRANTED_SCOPE = 'scim'
/** What may be sent once at most; anything else is ignored (RFC 6749 section 3.2). */
const PARAMETERS = [
  'grant_type',
  'client_id',
  'client_secret',
  'scope',
  'client_assertion',
  'client_assertion_type',
]
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

export interface TokenEndpointOptions {
  db: Db
  /** Whose word is taken for workloads, without a trailing slash. */
  authorityBase: string
  now?: () => Date
}

/**
 * The token endpoint of OAuth 2.0 client credentials (RFC 6749 sections 3.2 and 4.4, entra-profile
 * 10.2), behind one function from Request to Response like the SCIM service beside it.
 */
export class TokenEndpoint {
  private readonly db: Db
  private readonly authorityBase: string
  private readonly now: () => Date
  private readonly failures = new RateLimit(failureLimits)
  private readonly requests = new RateLimit(tokenRequestLimits)

  constructor({ db, authorityBase, now = () => new Date() }: TokenEndpointOptions) {
    this.db = db
    this.authorityBase = authorityBase
    this.now = now
  }

  async handle(request: Request): Promise<Response> {
    const requestId = newId('request')
    try {
      return respond(200, await this.issue(request, this.now()), { 'x-request-id': requestId })
    } catch (error) {
      const refusal = refusalOf(error, requestId)
      const body = { error: refusal.code, error_description: refusal.message }
      return respond(refusal.status, body, { ...refusal.headers, 'x-request-id': requestId })
    }
  }

  private async issue(request: Request, now: Date) {
    const form = await readForm(request)
    const issue = form.has('client_assertion')
      ? await this.issueByAssertion(form, now)
      : await this.issueBySecret(request, form, now)
    if (issue.kind === 'unreachable') throw authorityUnreachable()
    if (issue.kind !== 'issued') throw this.refuse(request, now, refusalSentence(issue))
    return {
      access_token: issue.accessToken,
      token_type: 'Bearer',
      expires_in: ACCESS_TOKEN_SECONDS,
      scope: GRANTED_SCOPE,
    }
  }

  private issueBySecret(request: Request, form: URLSearchParams, now: Date): Promise<Issue> {
    const credentials = readClientCredentials(request.headers.get('authorization'), form)
    if (!credentials) throw this.refuse(request, now, NOTHING_SENT)
    this.takeTurn(credentials.clientSecret, now)
    return issueAccessToken(this.db, credentials, now)
  }

  private issueByAssertion(form: URLSearchParams, now: Date): Promise<Issue> {
    if (form.get('client_assertion_type') !== JWT_BEARER) {
      throw invalidRequest('The client_assertion_type must be that of a JWT bearer.')
    }
    const assertion = form.get('client_assertion') ?? ''
    this.takeTurn(assertion, now)
    const clientId = form.get('client_id') ?? ''
    return issueForWorkload(this.db, { clientId, assertion, base: this.authorityBase }, now)
  }

  /** By the secret and not by the client id, which is none: nobody can use up a neighbour's share. */
  private takeTurn(secret: string, now: Date): void {
    const wait = this.requests.take(hashSecret(secret), now)
    if (wait > 0) throw tooManyTokenRequests(wait)
  }

  /** Only what failed is limited per address, so that guessing is useless and Entra never waits. */
  private refuse(request: Request, now: Date, sentence: string): OAuthError {
    const wait = this.failures.take(clientAddress(request), now)
    return wait > 0 ? tooManyTokenRequests(wait) : invalidClient(sentence)
  }
}

const NOTHING_SENT = 'No client id and secret were sent. Choose Header or Body in Entra.'

function refusalSentence(issue: Exclude<Issue, { kind: 'issued' | 'unreachable' }>): string {
  if (issue.kind === 'unknown') {
    return 'This client id and what proves it are not a pair of Sequr’s. Copy both again from Integrations.'
  }
  const end = issue.reason === 'expired' ? 'has expired' : 'was revoked'
  return `The client secret ending in ${issue.ending} ${end}. Make a new one in Sequr under Integrations.`
}

/** The form of a token request, whose form and words are those of RFC 6749 section 4.4.2. */
async function readForm(request: Request): Promise<URLSearchParams> {
  if (request.method !== 'POST') throw wrongMethod()
  if (!FORM.test(request.headers.get('content-type') ?? '')) {
    throw invalidRequest('The token request must be a form (application/x-www-form-urlencoded).')
  }
  const form = new URLSearchParams(await readBody(request, FORM_BYTES_MAX))
  const repeated = PARAMETERS.find((name) => form.getAll(name).length > 1)
  if (repeated) throw invalidRequest(`The parameter ${repeated} was sent more than once.`)
  const grantType = form.get('grant_type')
  if (!grantType) throw invalidRequest('The parameter grant_type is missing.')
  if (grantType !== 'client_credentials') throw unsupportedGrantType()
  const scope = form.get('scope')
  if (scope && !SCOPE.test(scope)) throw invalidScope()
  return form
}

/** A refusal in OAuth's words; the unexpected is logged and shows its reference alone. */
function refusalOf(error: unknown, requestId: string): OAuthError {
  if (error instanceof OAuthError) return error
  if (isScimError(error)) return unreadable(error)
  log.error('a token request failed', { requestId, ...describeError(error) })
  return serverError(requestId)
}

function respond(status: number, body: object, headers: Record<string, string>): Response {
  return Response.json(body, {
    status,
    headers: { ...headers, 'cache-control': 'no-store', pragma: 'no-cache' },
  })
}

const shared = globalThis as {
  sequrTokenEndpoint?: { handle: DatabaseHandle; endpoint: TokenEndpoint }
}

/** Answers a token request from the process's own database; a route file is this one name. */
export async function serveToken(request: Request): Promise<Response> {
  const handle = await getDatabase()
  if (shared.sequrTokenEndpoint?.handle !== handle) {
    shared.sequrTokenEndpoint = {
      handle,
      endpoint: new TokenEndpoint({
        db: handle.db,
        authorityBase: env().entraAuthorityBase,
      }),
    }
  }
  return shared.sequrTokenEndpoint.endpoint.handle(request)
}
