import { getDb } from '@/db/client'
import type { FlowPurpose } from '@/lib/auth/flows'
import { findLinkedUser } from '@/lib/auth/microsoft-account'
import { requireAdmin } from '@/lib/auth/session'
import { SignInError } from '@/lib/auth/sign-in-error'
import { startSession } from '@/lib/auth/start-session'
import { signInScopes } from '@/lib/microsoft/scopes'
import { connectPurpose, guestConnectPurpose } from './connect-purpose'
import type { Purpose } from './purpose'

const SIGNED_IN_AGAIN = '/sign-in/again'

/**
 * Each purpose of the table `sign_in_flows`. All use the same two routes; one that is not here
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
  /** Once more, by somebody who is signed in already: in a tab beside what they are doing. */
  confirm: {
    scopes: signInScopes,
    prompt: 'login',
    async begin() {
      const { user } = await requireAdmin('user')
      return { userId: user.id }
    },
    async complete({ flow, identity }) {
      const userId = await findLinkedUser(await getDb(), identity)
      if (userId !== flow.userId) throw new SignInError('somebody_else')
      await startSession(userId)
      return SIGNED_IN_AGAIN
    },
    failurePath: (reason) => `${SIGNED_IN_AGAIN}?${new URLSearchParams({ error: reason })}`,
  },
  connect: connectPurpose,
  set_up: guestConnectPurpose,
}

export function purposeOf(name: string): { name: FlowPurpose; purpose: Purpose } | undefined {
  if (!Object.hasOwn(purposes, name)) return undefined
  const purpose = purposes[name as FlowPurpose]
  return purpose && { name: name as FlowPurpose, purpose }
}
