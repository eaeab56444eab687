import { cookies } from 'next/headers'
import { getDb } from '@/db/client'
import { randomSecret } from '@/lib/platform/secret'
import { beginSession } from './adapter'
import { SESSION_SECONDS, sessionCookie } from './session-cookie'

/**
 * Begins a session outside next-auth, for a person whom another protocol has proven ("Sign in with
 * Microsoft"), in the form next-auth reads: its cookie and its row. Call from a route or an action.
 */
export async function startSession(userId: string): Promise<void> {
  const sessionToken = randomSecret()
  const expires = new Date(Date.now() + SESSION_SECONDS * 1000)
  await beginSession(await getDb(), { sessionToken, userId, expires })
  const { name, options } = sessionCookie()
  ;(await cookies()).set(name, sessionToken, { ...options, expires })
}
