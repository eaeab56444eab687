import { eq } from 'drizzle-orm'
import { cookies } from 'next/headers'
import { getDb } from '@/db/client'
import { sessions } from '@/db/schema'
import { hashSecret } from '@/lib/platform/secret'
import { sessionCookie } from './session-cookie'

/** Signs out: the session's row goes as well as the cookie, so a copied cookie is worth nothing. */
export async function endSession(): Promise<void> {
  const jar = await cookies()
  const { name, options } = sessionCookie()
  const token = jar.get(name)?.value
  if (token) {
    const db = await getDb()
    await db.delete(sessions).where(eq(sessions.sessionToken, hashSecret(token)))
  }
  jar.set(name, '', { ...options, maxAge: 0 })
}
