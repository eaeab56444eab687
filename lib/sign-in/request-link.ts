import { emailProviderId } from '@/lib/auth/create-auth'
import type { SignInInput } from '@/lib/auth/schemas'
import { signInSentence } from '@/lib/auth/sign-in-error'
import { type ActionResult, done, refused } from '@/lib/kernel/result'
import { signIn } from './auth'

/** Sends a sign-in link. Whether the address is known is not told: the answer is the same. */
export async function requestLink({ email, callbackUrl }: SignInInput): Promise<ActionResult> {
  const options = { email, redirectTo: callbackUrl, redirect: false }
  const next: string = await signIn(emailProviderId, options)
  const error = new URL(next).searchParams.get('error')
  if (!error) return done()
  const sentence = signInSentence(error)
  return refused(sentence, { email: sentence })
}
