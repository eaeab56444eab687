import { hashSecret, randomSecret } from '@/lib/platform/secret'

/**
 * A SCIM token or a client secret: a prefix that secret scanners recognise, 256 random bits, and a
 * checksum, so that one cut short while copying is told apart without asking the database.
 */
const prefixes = { token: 'sqr_scim_', clientSecret: 'sqr_client_' } as const
type Kind = keyof typeof prefixes

const RANDOM_CHARS = 43
const CHECKSUM_CHARS = 6
const ENDING_CHARS = 4
const BODY = new RegExp(`^[A-Za-z0-9_-]{${RANDOM_CHARS + CHECKSUM_CHARS}}$`)

export const makeToken = () => make('token')
export const makeClientSecret = () => make('clientSecret')

/** Whether this can be one of our tokens at all. Says nothing of whether it is alive. */
export const isTokenShaped = (token: string) => isShaped('token', token)
export const isClientSecretShaped = (secret: string) => isShaped('clientSecret', secret)

function make(kind: Kind): string {
  const random = randomSecret()
  return `${prefixes[kind]}${random}${checksumOf(random)}`
}

function isShaped(kind: Kind, text: string): boolean {
  if (!text.startsWith(prefixes[kind])) return false
  const body = text.slice(prefixes[kind].length)
  if (!BODY.test(body)) return false
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
