import type { ScimError } from '@/lib/scim/errors'

/** The errors of a token endpoint (RFC 6749 section 5.2); the status follows from the code. */
const statuses = {
  invalid_request: 400,
  invalid_client: 401,
  invalid_scope: 400,
  unsupported_grant_type: 400,
  temporarily_unavailable: 429,
  server_error: 500,
} as const

type OAuthErrorCode = keyof typeof statuses

interface ErrorOptions {
  /** Where HTTP says it better than OAuth does. */
  status?: number
  headers?: Readonly<Record<string, string>>
}

/** A refusal whose sentence an administrator can act on; it holds no secret and no internals. */
export class OAuthError extends Error {
  readonly code: OAuthErrorCode
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(code: OAuthErrorCode, sentence: string, options: ErrorOptions = {}) {
    super(sentence)
    this.name = 'OAuthError'
    this.code = code
    this.status = options.status ?? statuses[code]
    this.headers = options.headers ?? {}
  }
}

export const invalidRequest = (sentence: string) => new OAuthError('invalid_request', sentence)
export const invalidScope = () =>
  new OAuthError('invalid_scope', 'The scope is not a list of words.')
export const unsupportedGrantType = () =>
  new OAuthError('unsupported_grant_type', 'Only the grant type client_credentials is offered.')

export const invalidClient = (sentence: string) =>
  new OAuthError('invalid_client', sentence, {
    headers: { 'www-authenticate': 'Basic realm="SCIM", charset="UTF-8"' },
  })

export const wrongMethod = () =>
  new OAuthError('invalid_request', 'The token endpoint takes POST alone.', {
    status: 405,
    headers: { allow: 'POST' },
  })

export const tooManyTokenRequests = (retryAfterSeconds: number) =>
  new OAuthError(
    'temporarily_unavailable',
    'Too many token requests. Try again after the time in Retry-After; a token works for an hour.',
    { headers: { 'retry-after': String(retryAfterSeconds) } },
  )

export const authorityUnreachable = () =>
  new OAuthError('temporarily_unavailable', 'Microsoft’s keys could not be had. Try again.', {
    status: 503,
  })

/** A body that is too large or no text. */
export const unreadable = ({ message, status }: ScimError) =>
  new OAuthError('invalid_request', message, { status })

export const serverError = (requestId: string) =>
  new OAuthError('server_error', `The request failed inside Sequr. Quote ${requestId} to support.`)
