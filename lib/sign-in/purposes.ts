import { getDb } from '@/db/client'
import type { FlowPurpose } from '@/lib/auth/flows'
import { findLinkedUser } from '@/lib/auth/microsoft-account'
import { startSession } from '@/lib/auth/start-session'
import { signInScopes } from '@/lib/microsoft/scopes'
import { connectPurpose, guestConnectPurpose } from './connect-purpose'
import type { Purpose } from './purpose'

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
  connect: connectPurpose,
  set_up: guestConnectPurpose,
}

export function purposeOf(name: string): { name: FlowPurpose; purpose: Purpose } | undefined {
  if (!Object.hasOwn(purposes, name)) return undefined
  const purpose = purposes[name as FlowPurpose]
  return purpose && { name: name as FlowPurpose, purpose }
}
