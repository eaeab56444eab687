import { AppError, type AppErrorCode } from '@/lib/kernel/errors'

/**
 * Every way in which a sign-in can be refused. Addresses carry the reason and never the sentence,
 * so that nobody can make our page say something else.
 */
const refusals = {
  not_linked: {
    code: 'not_allowed',
    sentence:
      'This Microsoft account is not linked to a Sequr administrator yet. Sign in by e-mail, then connect it under Integrations.',
  },
  linked_elsewhere: {
    code: 'conflict',
    sentence: 'This Microsoft account already belongs to another Sequr administrator.',
  },
  real_directory: {
    code: 'not_allowed',
    sentence:
      'Your organisation is connected to a real directory. Accounts of the practice directory cannot enter it.',
  },
  somebody_else: {
    code: 'not_allowed',
    sentence: 'That Microsoft account belongs to somebody else. Use the one you work with here.',
  },
  flow_lost: {
    code: 'expired',
    sentence: 'That sign-in took too long or was started in another browser. Try again.',
  },
  no_authority: {
    code: 'unavailable',
    sentence: 'Signing in with Microsoft is not set up on this installation. Sign in by e-mail.',
  },
} as const satisfies Record<string, { code: AppErrorCode; sentence: string }>

export type SignInRefusal = keyof typeof refusals

export class SignInError extends AppError {
  readonly reason: SignInRefusal

  constructor(reason: SignInRefusal) {
    super(refusals[reason].code, refusals[reason].sentence)
    this.reason = reason
  }
}

/** What next-auth says in its own codes, and what its e-mail sign-in may meet. */
const otherSentences: Record<string, string> = {
  Verification: 'This link was used already or is older than 15 minutes. Ask for a new one.',
  TooManyLinks:
    'This address has several unused links already. Use the newest one, or try again in 15 minutes.',
  AccessDenied: 'This account may not sign in.',
}

/** The sentence for the reason in an address. Unknown reasons get one that is true of all. */
export function signInSentence(reason: string): string {
  const refusal = Object.hasOwn(refusals, reason) ? refusals[reason as SignInRefusal] : undefined
  if (refusal) return refusal.sentence
  const known = Object.hasOwn(otherSentences, reason) ? otherSentences[reason] : undefined
  return known ?? 'You could not be signed in. Nothing was changed. Try again.'
}
