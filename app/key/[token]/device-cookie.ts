import { env } from '@/lib/platform/env'
import { hashSecret } from '@/lib/platform/secret'

const NAME_LENGTH = 16
const YEAR_SECONDS = 365 * 24 * 60 * 60

/** Which cookie binds a link to a device; the name is told by the link, and tells nothing of it. */
export function deviceCookie(token: string): string {
  return `sequr-key-${hashSecret(token).slice(0, NAME_LENGTH)}`
}

export function deviceCookieOptions() {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: env().appUrl.startsWith('https://'),
    path: '/key',
    maxAge: YEAR_SECONDS,
  } as const
}
