import type { Flow, NewFlow } from '@/lib/auth/flows'
import type { MicrosoftIdentity } from '@/lib/auth/microsoft-account'
import type { Authority } from '@/lib/microsoft/authority'
import type { SignInRequest } from '@/lib/microsoft/authorize'
import type { SignedIn } from '@/lib/microsoft/callback'

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
