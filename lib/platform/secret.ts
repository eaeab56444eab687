import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Secrets that need only be recognised: 256 random bits, kept as SHA-256. */
const SECRET_BYTES = 32

export function randomSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** A plain SHA-256 is enough here, and fast: the input has 256 random bits, nothing to guess. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex')
}

export function sameSecret(left: string, right: string): boolean {
  const a = Buffer.from(hashSecret(left))
  const b = Buffer.from(hashSecret(right))
  return timingSafeEqual(a, b)
}
