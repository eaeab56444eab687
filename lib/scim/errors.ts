import type { JsonObject } from './json'

export const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error'

/** Every way in which a request can be refused. The status and scimType follow from the code. */
const protocol = {
  invalidSyntax: { status: 400, scimType: 'invalidSyntax' },
  invalidFilter: { status: 400, scimType: 'invalidFilter' },
  invalidPath: { status: 400, scimType: 'invalidPath' },
  invalidValue: { status: 400, scimType: 'invalidValue' },
  noTarget: { status: 400, scimType: 'noTarget' },
  mutability: { status: 400, scimType: 'mutability' },
  tooMany: { status: 400, scimType: 'tooMany' },
  invalidCursor: { status: 400, scimType: 'invalidCursor' },
  expiredCursor: { status: 400, scimType: 'expiredCursor' },
  invalidCount: { status: 400, scimType: 'invalidCount' },
  unauthorized: { status: 401, scimType: undefined },
  forbidden: { status: 403, scimType: undefined },
  notFound: { status: 404, scimType: undefined },
  methodNotAllowed: { status: 405, scimType: undefined },
  uniqueness: { status: 409, scimType: 'uniqueness' },
  /** Circular references in a bulk request (RFC 7644 section 3.7.1). */
  conflict: { status: 409, scimType: undefined },
  preconditionFailed: { status: 412, scimType: undefined },
  tooLarge: { status: 413, scimType: undefined },
  tooManyRequests: { status: 429, scimType: undefined },
  internal: { status: 500, scimType: undefined },
  notImplemented: { status: 501, scimType: undefined },
} as const

export type ScimErrorCode = keyof typeof protocol
export type ScimType = NonNullable<(typeof protocol)[ScimErrorCode]['scimType']>

interface ErrorOptions {
  /** Response headers the refusal needs, such as `Allow`. */
  headers?: Readonly<Record<string, string>>
}

/**
 * A refusal in SCIM's own words (RFC 7644 section 3.12). `detail` is a sentence for the customer's
 * administrator, who reads it in Entra's provisioning log; it holds no secret and no internals.
 */
export class ScimError extends Error {
  readonly code: ScimErrorCode
  readonly status: number
  readonly scimType: ScimType | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(code: ScimErrorCode, detail: string, options: ErrorOptions = {}) {
    super(detail)
    this.name = 'ScimError'
    this.code = code
    this.status = protocol[code].status
    this.scimType = protocol[code].scimType
    this.headers = options.headers ?? {}
  }
}

export function isScimError(error: unknown): error is ScimError {
  return error instanceof ScimError
}

/** The error document. `status` is text, as the RFC wants and Entra parses. */
export function toErrorBody(error: ScimError): JsonObject {
  return {
    schemas: [ERROR_SCHEMA],
    status: String(error.status),
    ...(error.scimType ? { scimType: error.scimType } : {}),
    detail: error.message,
  }
}

export const invalidSyntax = (detail: string) => new ScimError('invalidSyntax', detail)
export const invalidFilter = (detail: string) => new ScimError('invalidFilter', detail)
export const invalidPath = (detail: string) => new ScimError('invalidPath', detail)
export const invalidValue = (detail: string) => new ScimError('invalidValue', detail)
export const noTarget = (detail: string) => new ScimError('noTarget', detail)
export const tooMany = (detail: string) => new ScimError('tooMany', detail)

export const readOnlyAttribute = (name: string) =>
  new ScimError('mutability', `The attribute ${name} is kept by Sequr and cannot be changed.`)

export const invalidCursor = () =>
  new ScimError('invalidCursor', 'The cursor is not one that this service issued for this list.')
export const invalidCount = () => new ScimError('invalidCount', 'The count must be a whole number.')

export const unauthorized = (detail: string) =>
  new ScimError('unauthorized', detail, { headers: { 'WWW-Authenticate': 'Bearer realm="SCIM"' } })

export const filterNotAllowed = () =>
  new ScimError('forbidden', 'Service documents cannot be filtered.')

export const resourceNotFound = (type: 'User' | 'Group', id: string) =>
  new ScimError('notFound', `${type} ${id.slice(0, 128)} was not found.`)
export const endpointNotFound = () =>
  new ScimError('notFound', 'There is no SCIM endpoint at this address. Check the tenant URL.')

export const methodNotAllowed = (method: string, allowed: readonly string[]) =>
  new ScimError('methodNotAllowed', `${method.slice(0, 16)} is not supported here.`, {
    headers: { Allow: allowed.join(', ') },
  })

export const userNameTaken = () =>
  new ScimError('uniqueness', 'A user with this userName already exists.')
export const groupNameTaken = () =>
  new ScimError('uniqueness', 'A group with this displayName already exists.')

export const versionIsStale = () =>
  new ScimError('preconditionFailed', 'The resource has changed since the version in If-Match.')

export const bodyTooLarge = (bytesMax: number) =>
  new ScimError('tooLarge', `The request body is larger than the ${bytesMax} bytes accepted.`)
export const tooManyOperations = (operationsMax: number) =>
  new ScimError('tooLarge', `A bulk request may hold ${operationsMax} operations at most.`)
export const circularBulk = () =>
  new ScimError(
    'conflict',
    'Operations of the bulk request name each other in a circle. Add the members in a second step.',
  )
export const tooManyRequests = (retryAfterSeconds: number) =>
  new ScimError('tooManyRequests', 'Too many requests. Try again after the time in Retry-After.', {
    headers: { 'Retry-After': String(retryAfterSeconds) },
  })

export const internalError = (requestId: string) =>
  new ScimError('internal', `The request failed inside Sequr. Quote ${requestId} to support.`)
export const meNotImplemented = () =>
  new ScimError('notImplemented', 'A provisioning token stands for no person; /Me is not served.')
