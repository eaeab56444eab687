import { AppError } from '@/lib/kernel/errors'
import { env } from '@/lib/platform/env'
import type { SignedInAdmin } from './read-session'

/** Whether somebody signed in so lately that a session left open by another is ruled out. */
export function isFreshSignIn(
  { signedInAt }: Pick<SignedInAdmin, 'signedInAt'>,
  now = new Date(),
): boolean {
  if (!signedInAt) return false
  return now.getTime() - signedInAt.getTime() <= env().freshSignInSeconds * 1000
}

/** For what removes access, deletes, or shows a secret (product.md 3.0). Throws sign_in_again. */
export function requireFreshSignIn(session: Pick<SignedInAdmin, 'signedInAt'>): void {
  if (isFreshSignIn(session)) return
  throw new AppError('sign_in_again', 'Nothing was changed. Sign in again to do this.')
}
