import { getDb } from '@/db/client'
import type { Flow, FlowPurpose, NewFlow } from '@/lib/auth/flows'
import { findLinkedUser, type MicrosoftIdentity } from '@/lib/auth/microsoft-account'
import { startSession } from '@/lib/auth/start-session'
import type { Authority } from '@/lib/microsoft/authority'
import type { SignInRequest } from '@/lib/microsoft/authorize'
import type { SignedIn } from '@/lib/microsoft/callback'
import { signInScopes } from '@/lib/microsoft/scopes'
import { connectPurpose } from './connect-purpose'

/** A sign-in at Microsoft that ended well: every claim of the id token has been checked. */
export interface FinishedFlow {
  flow: Flow
  authority: Authority
  signedIn: SignedIn
  identity: MicrosoftIdentity
}

/** What a sign-in at Microsoft is for. */
export interface Purpose {
  scopes: readonly string[]
  prompt: SignInRequest['prompt']
  /** Authorises whoever begins, and says for whom; the flow keeps it. */
  begin(): Promise<Pick<NewFlow, 'organizationId' | 'userId'>>
  /** Does what the flow is for, and returns the path to go on to. Authorises once more. */
  complete(finished: FinishedFlow): Promise<string>
  /** The page that tells what went wrong, by its reason. */
  failurePath(reason: string): string
}

/**
 * Each purpose of the table `sign_in_flows`. Both use the same two routes; one that is not here
 * cannot be begun.
 */
export const purposes: Partial<Record<FlowPurpose, Purpose>> = {
  sign_in: {
    scopes: signInScopes,
    prompt: 'select_account',
    begin: async () => ({}),
    async complete({ flow, identity }) {
      await startSession(await findLinkedUser(await getDb(), identity))
      return flow.returnTo
    },
    failurePath: (reason) => `/sign-in?${new URLSearchParams({ error: reason })}`,
  },
  connect: connectPurpose,
}

export function purposeOf(name: string): { name: FlowPurpose; purpose: Purpose } | undefined {
  if (!Object.hasOwn(purposes, name)) return undefined
  const purpose = purposes[name as FlowPurpose]
  return purpose && { name: name as FlowPurpose, purpose }
}
