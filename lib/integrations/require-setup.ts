import type { Context } from '@/db/context'
import { readSetup, type SetupState } from './setup-state'

/** Which of the three steps are done, told by what exists. */
export function stepsDone(setup: SetupState, now: Date): [boolean, boolean, boolean] {
  const hasToken = setup.tokens.some((token) => token.revokedAt === null && token.expiresAt > now)
  const ruled = setup.properties.length > 0 && setup.properties.every((one) => one.ruleCount > 0)
  return [setup.integration.connectedAt !== null, hasToken, ruled]
}

/** The set-up and its steps, or undefined before it was started. */
export async function readSteps(
  ctx: Context,
): Promise<{ setup: SetupState; done: [boolean, boolean, boolean] } | undefined> {
  const setup = await readSetup(ctx)
  return setup && { setup, done: stepsDone(setup, ctx.now) }
}
