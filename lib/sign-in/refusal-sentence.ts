import { signInSentence } from '@/lib/auth/sign-in-error'
import { isMicrosoftOutcome, microsoftSentence } from '@/lib/microsoft/errors'

/** What the sign-in page says for the reason in its address. */
export function refusalSentence(reason: string): string {
  return isMicrosoftOutcome(reason) ? microsoftSentence(reason) : signInSentence(reason)
}
