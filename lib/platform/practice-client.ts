import { hkdfSync } from 'node:crypto'
import { env } from './env'

/**
 * How the product introduces itself to the practice tenant. Both sides run in one process, so the
 * secret is derived, never configured; it opens nothing but the practice tenant.
 */
export const practiceClientId = '5e901a7c-0000-4000-8000-5ec0a0c11e47'

const SECRET_BYTES = 32

export function practiceClientSecret(): string {
  const bytes = hkdfSync('sha256', env().authSecret, 'sequr', 'practice-client', SECRET_BYTES)
  return Buffer.from(bytes).toString('base64url')
}
