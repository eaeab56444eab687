import { readSetup, type SetupState } from '@/lib/integrations/setup-state'
import { isLive, type TokenSummary } from '@/lib/integrations/tokens'
import { currentGuest } from './current-guest'
import type { Closed } from './guest'

/** What a guest's pages show; nothing of rules or people is in it. */
export interface GuestSteps {
  organization: string
  now: Date
  setup: Pick<SetupState, 'integration'>
  /** The newest token that works. */
  live: TokenSummary | undefined
  /** Of the two steps that are done by doing: signing in, and the token. */
  done: [boolean, boolean]
}

export async function readGuestSteps(): Promise<GuestSteps | Closed> {
  const guest = await currentGuest()
  if (typeof guest === 'string') return guest
  const { ctx, organization } = guest
  const setup = await readSetup(ctx)
  if (!setup) return 'unknown'
  const live = setup.tokens.find((one) => isLive(one, ctx.now))
  const done: [boolean, boolean] = [setup.integration.connectedAt !== null, live !== undefined]
  return { organization, now: ctx.now, setup: { integration: setup.integration }, live, done }
}
