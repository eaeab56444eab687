import { hashSecret, randomSecret } from '@/lib/platform/secret'

/**
 * A SCIM token: a prefix that secret scanners recognise, 256 random bits, and a checksum, so that
 * a token cut short while copying is told apart from a wrong one without asking the database.
 */
export const TOKEN_PREFIX = 'sqr_scim_'
const RANDOM_CHARS = 43
const CHECKSUM_CHARS = 6
const ENDING_CHARS = 4
const SHAPE = new RegExp(`^${TOKEN_PREFIX}[A-Za-z0-9_-]{${RANDOM_CHARS + CHECKSUM_CHARS}}$`)

export function makeToken(): string {
  const random = randomSecret()
  return `${TOKEN_PREFIX}${random}${checksumOf(random)}`
}

/** Whether this can be one of our tokens at all. Says nothing of whether it is alive. */
export function isTokenShaped(token: string): boolean {
  if (!SHAPE.test(token)) return false
  const body = token.slice(TOKEN_PREFIX.length)
  const random = body.slice(0, RANDOM_CHARS)
  return body.slice(RANDOM_CHARS) === checksumOf(random)
}

/** How people tell tokens apart: "ends in …k4Qz". */
export function endingOf(token: string): string {
  return token.slice(-ENDING_CHARS)
}

function checksumOf(random: string): string {
  return Buffer.from(hashSecret(random), 'hex')
    .toString('base64url')
    .replace(/[-_]/g, 'x')
    .slice(0, CHECKSUM_CHARS)
}
