import { type DatabaseHandle, type Db, getDatabase } from '@/db/client'
import type { Context } from '@/db/context'
import { checkToken, type TokenCheck } from '@/lib/integrations/authenticate'
import { newId } from '@/lib/kernel/ids'
import { env } from '@/lib/platform/env'
import { describeError, log } from '@/lib/platform/log'
import { failureLimits, RateLimit, tokenLimits } from '@/lib/platform/rate-limit'
import {
  internalError,
  isScimError,
  type ScimError,
  tooManyRequests,
  unauthorized,
} from '@/lib/scim/errors'
import { handle as handleScimRequest } from '@/lib/scim/provider'
import type { ProviderOptions } from '@/lib/scim/request'
import { errorResponse, type ScimResponse } from '@/lib/scim/response'
import { readBody } from './body'
import type { ScimAnswer, ScimCall } from './call'
import { clientAddress } from './client-address'
import { createGroupStore } from './groups-store'
import { RequestLog } from './request-log'
import { RequestTrace } from './request-trace'
import { createUserStore } from './users-store'

export interface ServiceOptions {
  db: Db
  /** The address of the SCIM base as clients know it, without a trailing slash. */
  baseUrl: string
  now?: () => Date
}

/**
 * The SCIM service behind one function from a call to its answer. It imports nothing of a web
 * framework, so the route files, the self-hosted server, tests and benchmarks call the same code.
 */
export class ScimService {
  private readonly db: Db
  private readonly baseUrl: string
  private readonly now: () => Date
  private readonly requestLog: RequestLog
  private readonly tokens = new RateLimit(tokenLimits)
  private readonly failures = new RateLimit(failureLimits)

  constructor({ db, baseUrl, now = () => new Date() }: ServiceOptions) {
    this.db = db
    this.baseUrl = baseUrl
    this.now = now
    this.requestLog = new RequestLog(db)
  }

  /** For edges that speak the web's own types. */
  async handle(request: Request): Promise<Response> {
    const { status, headers, body } = await this.answer(request)
    return new Response(body ?? null, { status, headers })
  }

  async answer(request: ScimCall): Promise<ScimAnswer> {
    const startedAt = this.now()
    const requestId = newId('request', startedAt)
    try {
      const check = await this.authenticate(request, { requestId, startedAt })
      return await this.serve(request, { check, requestId, startedAt })
    } catch (error) {
      return toAnswer(errorResponse(refusalOf(error, requestId)), requestId)
    }
  }

  private async authenticate(
    request: ScimCall,
    { requestId, startedAt: at }: Omit<Visit, 'check'>,
  ): Promise<ValidToken> {
    const token = /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1]
    const check: TokenCheck = token ? await checkToken(this.db, token, at) : { kind: 'unknown' }
    if (check.kind === 'valid') return check
    // Only what failed is limited: nobody's guessing can lock out a neighbour with a good token.
    const wait = this.failures.take(clientAddress(request), at)
    if (wait > 0) throw tooManyRequests(wait)
    const refusal = unauthorized(refusalSentence(check, token !== undefined))
    if (check.kind === 'dead') {
      if (!renews(check)) this.requestLog.noteRefusal({ ...check, at })
      this.trace(request, new URL(request.url), {
        organizationId: check.organizationId,
        actor: { kind: 'scim', tokenId: check.tokenId, tokenEnding: check.ending },
        now: at,
        requestId,
      }).settle(errorResponse(refusal))
    }
    throw refusal
  }

  private async serve(
    request: ScimCall,
    { check, requestId, startedAt }: Visit,
  ): Promise<ScimAnswer> {
    const url = new URL(request.url)
    const trace = this.trace(request, url, {
      organizationId: check.organizationId,
      actor: { kind: 'scim', tokenId: check.tokenId, tokenEnding: check.ending },
      now: startedAt,
      requestId,
    })
    const wait = this.tokens.take(check.tokenId, startedAt)
    const answer =
      wait > 0 ? errorResponse(tooManyRequests(wait)) : await this.answerOf(request, url, trace)
    if (request.method === 'GET' && answer.status === 200 && isProbe(url)) {
      trace.milestones.push({ kind: 'probe', at: startedAt })
    }
    this.requestLog.noteContact({ ...check, at: startedAt, milestones: trace.milestones })
    trace.settle(answer)
    return toAnswer(answer, requestId)
  }

  private trace(request: ScimCall, url: URL, visit: Omit<Context, 'db'>): RequestTrace {
    const { actor } = visit
    return new RequestTrace(request, url, {
      ctx: { ...visit, db: this.db },
      log: this.requestLog,
      tokenEnding: actor.kind === 'scim' ? actor.tokenEnding : '',
      now: this.now,
    })
  }

  private async answerOf(request: ScimCall, url: URL, trace: RequestTrace): Promise<ScimResponse> {
    const stores = { users: createUserStore(trace), groups: createGroupStore(trace) }
    const options: ProviderOptions = {
      baseUrl: this.baseUrl,
      cursorPaging: true,
      // Each operation of a /Bulk is answered, and logged, as if it had come alone.
      answerOne: (one) => trace.operation(one, () => handleScimRequest(one, stores, options)),
    }
    try {
      const scimRequest = {
        method: request.method,
        path: pathBelowBase(url),
        query: url.searchParams,
        headers: request.headers,
        body: trace.noteBody(await readBody(request)),
      }
      return await handleScimRequest(scimRequest, stores, options)
    } catch (error) {
      return errorResponse(refusalOf(error, trace.ctx.requestId ?? ''))
    }
  }

  /** Writes what reads left behind; a function that may be frozen afterwards waits for it. */
  flush(): Promise<void> {
    return this.requestLog.flush()
  }
}

type ValidToken = Extract<TokenCheck, { kind: 'valid' }>
interface Visit {
  check: ValidToken
  requestId: string
  startedAt: Date
}

const BASE_PATH = /^\/+scim\/+v2(?=\/|$)/

function pathBelowBase(url: URL): string {
  return url.pathname.replace(BASE_PATH, '')
}

/** Test Connection and the start of every cycle ask for a random GUID (entra-profile 1.2). */
const PROBE =
  /^\s*(userName|externalId|displayName)\s+eq\s+"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"\s*$/i

function isProbe(url: URL): boolean {
  return PROBE.test(url.searchParams.get('filter') ?? '')
}

/** A refusal in SCIM's words; the unexpected is logged and shows its reference alone. */
function refusalOf(error: unknown, requestId: string): ScimError {
  if (isScimError(error)) return error
  log.error('a SCIM request failed', { requestId, ...describeError(error) })
  return internalError(requestId)
}

/** An OAuth client fetches another token when its hour is over: nothing for an administrator to do. */
const renews = (check: Extract<TokenCheck, { kind: 'dead' }>) =>
  check.fetched && check.reason === 'expired'

function refusalSentence(check: TokenCheck, sent: boolean): string {
  if (!sent) return 'No token was sent. Paste the token from Sequr into Secret Token.'
  if (check.kind !== 'dead')
    return 'This token is not one of Sequr’s. Paste the one that was copied from the wizard.'
  if (renews(check)) return 'This access token has expired. Fetch another from the token endpoint.'
  const what = check.fetched ? 'client secret' : 'token'
  return check.reason === 'expired'
    ? `The ${what} ending in ${check.ending} has expired. Make a new one in Sequr under Integrations.`
    : `The ${what} ending in ${check.ending} was revoked. Make a new one in Sequr under Integrations.`
}

function toAnswer({ status, headers, body }: ScimResponse, requestId: string): ScimAnswer {
  return {
    status,
    headers: { ...headers, 'x-request-id': requestId },
    body: body === undefined ? undefined : JSON.stringify(body),
  }
}

const shared = globalThis as { sequrScim?: { handle: DatabaseHandle; service: ScimService } }

/** The process's own service, over its own database. */
export async function getScimService(): Promise<ScimService> {
  const handle = await getDatabase()
  if (shared.sequrScim?.handle !== handle) {
    const service = new ScimService({ db: handle.db, baseUrl: env().scimBaseUrl })
    shared.sequrScim = { handle, service }
  }
  return shared.sequrScim.service
}
