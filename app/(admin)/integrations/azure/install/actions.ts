'use server'

import { refresh } from 'next/cache'
import { after } from 'next/server'
import { z } from 'zod'
import { adminAction } from '@/lib/auth/action'
import {
  choicesSchema,
  createTokenSchema,
  createTokenWarningSchema,
} from '@/lib/integrations/schemas'
import { finishSetup, saveChoices } from '@/lib/integrations/setup'
import { createToken } from '@/lib/integrations/tokens'
import { saveAlertReaders } from '@/lib/invitations/email-settings'
import { kickJobs } from '@/lib/jobs/kick'
import { inviteColleague, withdrawInvitation } from '@/lib/set-up/invite-colleague'
import { inviteSchema } from '@/lib/set-up/schemas'

export async function beginSetup(input: unknown) {
  return adminAction(choicesSchema, input, { role: 'global_admin' }, ({ ctx }, choices) =>
    saveChoices(ctx, choices),
  )
}

export async function makeToken(input: unknown) {
  return adminAction(
    createTokenSchema,
    input,
    { role: 'global_admin', fresh: true },
    async ({ ctx }, value) => {
      const { token, ending, expiresAt } = await createToken(ctx, value)
      return { token, ending, expiresAt: expiresAt.toISOString() }
    },
  )
}

export async function makeTokenAndWarn(input: unknown) {
  const role = { role: 'global_admin', fresh: true } as const
  return adminAction(createTokenWarningSchema, input, role, async ({ ctx }, value) => {
    await saveAlertReaders(ctx, value.warnUserIds)
    const { token, ending, expiresAt } = await createToken(ctx, value)
    return { token, ending, expiresAt: expiresAt.toISOString() }
  })
}

export async function invite(input: unknown) {
  return adminAction(inviteSchema, input, { role: 'global_admin' }, async ({ ctx }, value) => {
    await inviteColleague(ctx, value)
    after(kickJobs)
    refresh()
  })
}

export async function withdraw(input: unknown) {
  return adminAction(z.object({}), input, { role: 'global_admin' }, async ({ ctx }) => {
    await withdrawInvitation(ctx)
    refresh()
  })
}

export async function finish(input: unknown) {
  return adminAction(z.object({}), input, { role: 'global_admin' }, async ({ ctx }) => {
    await finishSetup(ctx)
    refresh()
  })
}
