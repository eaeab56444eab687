/** What Postgres says beneath Drizzle's wrapper, the same on all three drivers. */
interface DatabaseFault {
  code: string
  constraint: string | undefined
}

const UNIQUE_VIOLATION = '23505'
const FOREIGN_KEY_VIOLATION = '23503'
const SERIALIZATION_FAILURE = '40001'
const DEADLOCK = '40P01'

function faultOf(error: unknown): DatabaseFault | undefined {
  const cause = error instanceof Error && error.cause ? error.cause : error
  if (typeof cause !== 'object' || cause === null) return undefined
  const { code, constraint } = cause as { code?: unknown; constraint?: unknown }
  if (typeof code !== 'string') return undefined
  return { code, constraint: typeof constraint === 'string' ? constraint : undefined }
}

export function violatesUnique(error: unknown, index?: string): boolean {
  const fault = faultOf(error)
  return fault?.code === UNIQUE_VIOLATION && (!index || fault.constraint === index)
}

export function violatesReference(error: unknown): boolean {
  return faultOf(error)?.code === FOREIGN_KEY_VIOLATION
}

/** Two transactions met; running the whole transaction again is right. */
export function isRetryable(error: unknown): boolean {
  const code = faultOf(error)?.code
  return code === SERIALIZATION_FAILURE || code === DEADLOCK
}
