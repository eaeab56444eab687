import { hashSecret, randomSecret } from './secret'

/**
 * A credential that a machine keeps: a prefix that secret scanners recognise, 256 random bits, and
 * a checksum, so that one cut short while copying is told apart from a wrong one without asking
 * the database.
 */
const RANDOM_CHARS = 43
const CHECKSUM_CHARS = 6
const ENDING_CHARS = 4
const BODY = new RegExp(`^[A-Za-z0-9_-]{${RANDOM_CHARS + CHECKSUM_CHARS}}$`)

export function makeCredential(prefix: string): string {
  const random = randomSecret()
  return `${prefix}${random}${checksumOf(random)}`
}

/** Whether this can be one of ours at all. Says nothing of whether it is alive. */
export function isCredentialShaped(prefix: string, text: string): boolean {
  if (!text.startsWith(prefix)) return false
  const body = text.slice(prefix.length)
  if (!BODY.test(body)) return false
  return body.slice(RANDOM_CHARS) === checksumOf(body.slice(0, RANDOM_CHARS))
}

/** How people tell credentials apart: "ends in …k4Qz". */
export function endingOf(credential: string): string {
  return credential.slice(-ENDING_CHARS)
}

function checksumOf(random: string): string {
  return Buffer.from(hashSecret(random), 'hex')
    .toString('base64url')
    .replace(/[-_]/g, 'x')
    .slice(0, CHECKSUM_CHARS)
}
