import { cookies } from 'next/headers'
import { env } from '@/lib/platform/env'

/**
 * The cookie of a colleague who does a part of the set-up without being an administrator. Lax and
 * for every path, because the browser comes back with it from Microsoft's site.
 */
export async function setGuestSecret(secret: string, expires: Date): Promise<void> {
  const { name, options } = guestCookie()
  ;(await cookies()).set(name, secret, { ...options, expires })
}

export async function readGuestSecret(): Promise<string | undefined> {
  return (await cookies()).get(guestCookie().name)?.value
}

function guestCookie() {
  const secure = env().appUrl.startsWith('https://')
  return {
    name: secure ? '__Host-sequr-set-up' : 'sequr-set-up',
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure },
  }
}
