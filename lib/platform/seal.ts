import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { env } from './env'

/**
 * Encryption at rest for secrets that must be used again (AES-256-GCM, a key per purpose derived
 * from AUTH_SECRET). Secrets that need only be recognised are hashed instead: see `secret.ts`.
 */
const IV_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

export type SealPurpose =
  | 'email'
  | 'sign-in-flow'
  | 'directory-reading'
  | 'practice-job'
  | 'practice-key'

export function seal(purpose: SealPurpose, plain: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), iv)
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
}

/** Throws when the value was sealed for another purpose, with another secret, or was changed. */
export function unseal(purpose: SealPurpose, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, IV_BYTES))
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  const body = bytes.subarray(IV_BYTES + TAG_BYTES)
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
}

const keys = new Map<SealPurpose, Buffer>()

function keyFor(purpose: SealPurpose): Buffer {
  const known = keys.get(purpose)
  if (known) return known
  const key = Buffer.from(hkdfSync('sha256', env().authSecret, 'sequr', purpose, KEY_BYTES))
  keys.set(purpose, key)
  return key
}
