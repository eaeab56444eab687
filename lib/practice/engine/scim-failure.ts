/** Why a request did not do its work, in the codes of Entra's provisioning log (entra-profile 9). */
export type FailureCode =
  | 'SystemForCrossDomainIdentityManagementInvalidCredentials'
  | 'SystemForCrossDomainIdentityManagementServiceIncompatible'
  | 'DuplicateTargetEntries'
  | 'EntryConflict'
  | 'TooManyRequests'
  | 'InternalServerError'
  | 'MethodNotAllowed'
  | 'UnprocessableEntity'
  | 'InvalidAnchor'
  | 'Timeout'
  | 'WebExceptionProtocolError'

/** These say that the whole connection is wrong: the cycle ends and the job is quarantined. */
const fatal: ReadonlySet<FailureCode> = new Set([
  'SystemForCrossDomainIdentityManagementInvalidCredentials',
  'SystemForCrossDomainIdentityManagementServiceIncompatible',
])

export class ScimFailure extends Error {
  readonly code: FailureCode
  readonly status: number | undefined

  constructor(code: FailureCode, message: string, status?: number) {
    super(message)
    this.name = 'ScimFailure'
    this.code = code
    this.status = status
  }

  get quarantines(): boolean {
    return fatal.has(this.code)
  }
}

export function failureOfStatus(status: number, detail: string): ScimFailure {
  return new ScimFailure(codeOfStatus(status), detail || `The answer was ${status}.`, status)
}

function codeOfStatus(status: number): FailureCode {
  switch (status) {
    case 401:
    case 403:
      return 'SystemForCrossDomainIdentityManagementInvalidCredentials'
    case 404:
      return 'InvalidAnchor'
    case 405:
      return 'MethodNotAllowed'
    case 409:
      return 'EntryConflict'
    case 429:
      return 'TooManyRequests'
    default:
      if (status >= 500) return 'InternalServerError'
      return status >= 400 ? 'UnprocessableEntity' : 'WebExceptionProtocolError'
  }
}

export function incompatible(message: string, status?: number): ScimFailure {
  return new ScimFailure(
    'SystemForCrossDomainIdentityManagementServiceIncompatible',
    message,
    status,
  )
}
