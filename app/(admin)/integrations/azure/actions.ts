'use server'

import { recordActivity } from '@/lib/activity/record'
import { adminAction } from '@/lib/auth/action'
import { helpAnswerSchema, revokeTokenSchema } from '@/lib/integrations/schemas'
import { revokeToken } from '@/lib/integrations/tokens'

export async function answerHelp(input: unknown) {
  return adminAction(helpAnswerSchema, input, {}, ({ ctx }, data) =>
    recordActivity(ctx, [{ kind: 'help.answered', data }]),
  )
}

export async function endToken(input: unknown) {
  return adminAction(revokeTokenSchema, input, { role: 'global_admin' }, ({ ctx }, token) =>
    revokeToken(ctx, token),
  )
}
