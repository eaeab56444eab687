import { AppError, type AppErrorCode } from '@/lib/kernel/errors'

/**
 * Every way in which a sign-in at Microsoft can end short of its purpose, with the sentence for
 * it. Addresses carry the reason and never the sentence. `partialConsent` is never thrown: the
 * sign-in worked, and the result names the scopes that are missing.
 */
const outcomes = {
  declined: {
    code: 'not_allowed',
    sentence: 'Permission was declined at Microsoft. Nothing was changed.',
  },
  cancelled: {
    code: 'not_allowed',
    sentence: 'You closed the Microsoft page. Nothing was changed.',
  },
  needsAdminApproval: {
    code: 'not_allowed',
    sentence: 'Your Microsoft account may not approve this. Send this link to a Microsoft admin.',
  },
  personalAccount: {
    code: 'not_allowed',
    sentence: 'That is a personal Microsoft account. Use your work account.',
  },
  wrongTenant: {
    code: 'not_allowed',
    sentence: 'That account belongs to another Microsoft tenant. Use an account of the right one.',
  },
  blockedByPolicy: {
    code: 'not_allowed',
    sentence:
      "Your organisation's policy at Microsoft stopped this sign-in. Ask a Microsoft admin.",
  },
  expiredFlow: {
    code: 'expired',
    sentence: 'That sign-in took too long or was used already. Try again.',
  },
  stateMismatch: {
    code: 'expired',
    sentence: 'That sign-in was not started in this browser. Nothing was changed. Try again.',
  },
  unreachable: {
    code: 'unavailable',
    sentence: 'Microsoft did not answer. Nothing was changed. Try again in a minute.',
  },
  badToken: {
    code: 'not_allowed',
    sentence: 'The answer from Microsoft could not be trusted, so it was not used. Try again.',
  },
  configuration: {
    code: 'unavailable',
    sentence: 'Signing in with Microsoft is not set up correctly on this installation.',
  },
  partialConsent: {
    code: 'not_allowed',
    sentence: 'We may not read groups. Rules can still use attributes.',
  },
} as const satisfies Record<string, { code: AppErrorCode; sentence: string }>

export type MicrosoftOutcome = keyof typeof outcomes

export class MicrosoftError extends AppError {
  readonly reason: MicrosoftOutcome
  /** Microsoft's trace id, for support: the "reference number" of the page. */
  readonly reference: string | undefined

  constructor(reason: MicrosoftOutcome, reference?: string) {
    super(outcomes[reason].code, outcomes[reason].sentence)
    this.name = 'MicrosoftError'
    this.reason = reason
    this.reference = reference
  }
}

export function isMicrosoftOutcome(reason: string): reason is MicrosoftOutcome {
  return Object.hasOwn(outcomes, reason)
}

/** The sentence for the reason in an address; one that is true of all for an unknown reason. */
export function microsoftSentence(reason: string): string {
  return isMicrosoftOutcome(reason)
    ? outcomes[reason].sentence
    : 'You could not be signed in at Microsoft. Nothing was changed. Try again.'
}

/** AADSTS numbers that deserve their own words (microsoft-side 3.5); all others follow `error`. */
const outcomeOfNumber: Record<number, MicrosoftOutcome> = {
  65001: 'needsAdminApproval',
  65004: 'declined',
  90093: 'needsAdminApproval',
  90094: 'needsAdminApproval',
  90095: 'needsAdminApproval',
  50105: 'needsAdminApproval',
  700016: 'needsAdminApproval',
  50020: 'personalAccount',
  500200: 'personalAccount',
  90002: 'wrongTenant',
  900023: 'wrongTenant',
  53000: 'blockedByPolicy',
  53001: 'blockedByPolicy',
  53003: 'blockedByPolicy',
  530031: 'blockedByPolicy',
  54005: 'expiredFlow',
  70008: 'expiredFlow',
  700082: 'expiredFlow',
  50173: 'expiredFlow',
  700084: 'expiredFlow',
}

export interface OAuthFailure {
  error: string
  description: string
  /** `error_subcode` of the redirect. */
  subcode?: string | undefined
  /** `error_codes` of the token endpoint, when it sent them. */
  numbers?: number[] | undefined
  traceId?: string | undefined
}

/** Turns Microsoft's answer into one of ours. `error` decides; numbers only make it friendlier. */
export function microsoftErrorOf(failure: OAuthFailure): MicrosoftError {
  return new MicrosoftError(outcomeOf(failure), failure.traceId ?? traceIdIn(failure.description))
}

function outcomeOf({ error, description, subcode, numbers }: OAuthFailure): MicrosoftOutcome {
  if (subcode === 'cancel') return 'cancelled'
  for (const number of numbers ?? numbersIn(description)) {
    const outcome = outcomeOfNumber[number]
    if (outcome) return outcome
  }
  switch (error) {
    case 'access_denied':
      return 'declined'
    case 'consent_required':
      return 'needsAdminApproval'
    case 'login_required':
    case 'interaction_required':
    case 'invalid_grant':
      return 'expiredFlow'
    case 'server_error':
    case 'temporarily_unavailable':
      return 'unreachable'
    default:
      return 'configuration'
  }
}

function numbersIn(description: string): number[] {
  return [...description.matchAll(/AADSTS(\d{4,9})/g)].map((match) => Number(match[1]))
}

function traceIdIn(description: string): string | undefined {
  return /Trace ID: ([0-9a-f-]{36})/i.exec(description)?.[1]
}
