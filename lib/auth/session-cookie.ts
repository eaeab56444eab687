import { env } from '@/lib/platform/env'

/**
 * The cookie that carries a session. Its name and attributes are stated here, not left to
 * next-auth's defaults, because a session also begins outside next-auth (start-session.ts).
 */
const DAY_SECONDS = 86_400
/** Administrators come twice a week; two weeks spare them most sign-ins. It is never extended. */
export const SESSION_SECONDS = 14 * DAY_SECONDS

export function sessionCookie() {
  const secure = env().appUrl.startsWith('https://')
  return {
    name: secure ? '__Secure-authjs.session-token' : 'authjs.session-token',
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure },
  }
}
