import { cookies } from 'next/headers'
import { env } from '@/lib/platform/env'
import { hashSecret } from '@/lib/platform/secret'

const NAME_LENGTH = 16
const YEAR_SECONDS = 365 * 24 * 60 * 60

const PREFIX = 'sequr-key-'

/** Which cookie binds a link to a device; the name is told by the link, and tells nothing of it. */
export function deviceCookie(token: string): string {
  return `${PREFIX}${hashSecret(token).slice(0, NAME_LENGTH)}`
}

/** What Continue left on this device: for this link, and for others. */
export async function deviceSecrets(
  token: string,
): Promise<{ own: string | undefined; others: string[] }> {
  const own = deviceCookie(token)
  const kept = (await cookies()).getAll().filter(({ name }) => name.startsWith(PREFIX))
  return {
    own: kept.find(({ name }) => name === own)?.value,
    others: kept.flatMap(({ name, value }) => (name === own ? [] : [value])),
  }
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
