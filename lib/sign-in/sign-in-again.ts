import { isFreshSignIn } from '@/lib/auth/fresh-sign-in'
import { currentAdmin } from '@/lib/auth/session'
import { type ActionResult, refused } from '@/lib/kernel/result'
import { requestLink } from './request-link'

const AFTERWARDS = '/sign-in/again'

/** A link to the address of whoever is signed in; it leads to a page that says to go back. */
export async function requestFreshLink(): Promise<ActionResult> {
  const admin = await currentAdmin()
  if (!admin) return refused('You are signed out. Reload the page to sign in.')
  return requestLink({ email: admin.user.email, callbackUrl: AFTERWARDS })
}

export interface Freshness {
  fresh: boolean
  /** Null when nobody is signed in any more. */
  userId: string | null
}

/** Asked by a page that waits: who is signed in by now, and whether lately enough. */
export async function readFreshness(): Promise<Freshness> {
  const admin = await currentAdmin()
  return { fresh: admin !== undefined && isFreshSignIn(admin), userId: admin?.user.id ?? null }
}
