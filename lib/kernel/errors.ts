/**
 * The one error family of the domain. An edge maps the code to its own language (a form error,
 * a SCIM error, a page); `message` is a sentence for the person and holds no secret.
 */
export type AppErrorCode =
  | 'not_found'
  | 'not_allowed'
  | 'invalid'
  | 'conflict'
  | 'in_use'
  | 'expired'
  | 'unavailable'
  /** The person is who they are, but proved it too long ago for what they ask. */
  | 'sign_in_again'

export class AppError extends Error {
  readonly code: AppErrorCode
  /** The form field the sentence belongs to, when there is one. */
  readonly field: string | undefined

  constructor(code: AppErrorCode, message: string, field?: string) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.field = field
  }
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError
}
