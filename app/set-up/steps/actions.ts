'use server'

import { createTokenSchema } from '@/lib/integrations/schemas'
import { createToken } from '@/lib/integrations/tokens'
import { guestAction } from '@/lib/set-up/current-guest'

export async function makeGuestToken(input: unknown) {
  return guestAction(createTokenSchema, input, async ({ ctx }, value) => {
    const { token, ending, expiresAt } = await createToken(ctx, value)
    return { token, ending, expiresAt: expiresAt.toISOString() }
  })
}
