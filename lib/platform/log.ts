/**
 * The one logger: a line of JSON on the standard streams. Keys that may hold a secret or a
 * personal value are masked here, so that no caller has to remember (product.md 0.9).
 */
type Fields = Record<string, string | number | boolean | null | undefined>

const MASKED_KEYS =
  /token|secret|password|authorization|cookie|e-?mail|phone|name|filter|body|recipient|address/i

function write(level: 'info' | 'warn' | 'error', message: string, fields: Fields): void {
  const masked = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, MASKED_KEYS.test(key) ? '***' : value]),
  )
  const line = JSON.stringify({ at: new Date().toISOString(), level, message, ...masked })
  if (level === 'error') console.error(line)
  else console.log(line)
}

export const log = {
  info: (message: string, fields: Fields = {}) => write('info', message, fields),
  warn: (message: string, fields: Fields = {}) => write('warn', message, fields),
  error: (message: string, fields: Fields = {}) => write('error', message, fields),
}

/**
 * What may be said of an unexpected error: its class and, for a database error, the SQLSTATE and
 * the constraint. Messages and details can quote values, so they stay out.
 */
export function describeError(error: unknown): Fields {
  const cause = error instanceof Error && error.cause ? error.cause : error
  const detail = cause as { name?: string; code?: string; constraint?: string; stack?: string }
  return {
    error: detail?.name ?? typeof cause,
    code: detail?.code,
    constraint: detail?.constraint,
    at_line: firstFrame(error),
  }
}

const FRAME_LENGTH_MAX = 200

function firstFrame(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const frame = error.stack?.split('\n').find((line) => line.trim().startsWith('at '))
  return frame?.trim().slice(0, FRAME_LENGTH_MAX)
}
