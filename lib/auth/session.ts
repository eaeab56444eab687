import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { getDb } from '@/db/client'
import { type Context, createContext } from '@/db/context'
import type { RoleKey } from '@/db/schema'
import { isAppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { authorize, refusalFor } from './authorize'
import { notAllowedDigest, pathHeader } from './page-contract'
import { readSession, type SignedInAdmin } from './read-session'
import { sessionCookie } from './session-cookie'

export interface AdminSession extends SignedInAdmin {
  ctx: Context
}

/**
 * The signed-in administrator and a context that acts for them. Every page and every action begins
 * here. Without a session the browser goes to the sign-in page and comes back afterwards; a role
 * below `minimum` throws not_allowed with a sentence that says whom to ask.
 */
export async function requireAdmin(minimum: RoleKey = 'user_manager'): Promise<AdminSession> {
  const admin = await currentAdmin()
  if (!admin) return redirect(await signInAddress())
  await authorize(await getDb(), admin, minimum).catch(withDigest)
  const ctx = await createContext({
    organizationId: admin.organization.id,
    actor: { kind: 'admin', userId: admin.user.id, name: admin.user.name },
    requestId: newId('request'),
  })
  return { ...admin, ctx }
}

/** What a button says that the person's role may not press; undefined when it may. */
export async function whyNot(session: AdminSession, minimum: RoleKey): Promise<string | undefined> {
  return refusalFor(session.ctx.db, session, minimum)
}

/** Who is signed in, if anybody: for chrome and for the sign-in page. Asked once per request. */
export const currentAdmin = cache(async (): Promise<SignedInAdmin | undefined> => {
  const token = (await cookies()).get(sessionCookie().name)?.value
  return token ? readSession(await getDb(), token, new Date()) : undefined
})

async function signInAddress(): Promise<string> {
  const path = (await headers()).get(pathHeader)
  return path ? `/sign-in?${new URLSearchParams({ callbackUrl: path })}` : '/sign-in'
}

/** In production a page's error reaches the browser as its digest alone, so the sentence travels in it. */
function withDigest(error: unknown): never {
  if (isAppError(error)) Object.assign(error, { digest: notAllowedDigest(error.message) })
  throw error
}
