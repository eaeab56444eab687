'use server'

import { refresh } from 'next/cache'
import { after } from 'next/server'
import { adminAction } from '@/lib/auth/action'
import { emailIdSchema, emailSettingsSchema, releaseSchema } from '@/lib/email/schemas'
import { saveEmailSettings } from '@/lib/invitations/email-settings'
import { liftSuppression } from '@/lib/invitations/lift-suppression'
import { readEmailCopy } from '@/lib/invitations/read-copy'
import { releaseHeld } from '@/lib/invitations/release-held'
import { sendEmailAgain } from '@/lib/invitations/send-again'
import { kickJobs } from '@/lib/jobs/kick'
import type { ActionResult } from '@/lib/kernel/result'

export async function sendEmailAgainAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(emailIdSchema, input, { role: 'security' }, async ({ ctx }, value) => {
    await sendEmailAgain(ctx, value)
    refresh()
    after(kickJobs)
  })
}

export async function readEmailCopyAction(
  input: unknown,
): Promise<ActionResult<{ html: string; text: string }>> {
  return adminAction(emailIdSchema, input, { role: 'security', fresh: true }, ({ ctx }, value) =>
    readEmailCopy(ctx, value),
  )
}

export async function liftSuppressionAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(emailIdSchema, input, { role: 'security' }, async ({ ctx }, value) => {
    await liftSuppression(ctx, value)
    refresh()
  })
}

export async function releaseHeldAction(input: unknown): Promise<ActionResult<number>> {
  return adminAction(releaseSchema, input, { role: 'admin' }, async ({ ctx }, value) => {
    const count = await releaseHeld(ctx, value)
    refresh()
    return count
  })
}

export async function saveEmailSettingsAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(emailSettingsSchema, input, { role: 'admin' }, async ({ ctx }, value) => {
    await saveEmailSettings(ctx, value)
    refresh()
  })
}
