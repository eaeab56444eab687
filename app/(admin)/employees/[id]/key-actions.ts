'use server'

import { refresh } from 'next/cache'
import { after } from 'next/server'
import type { z } from 'zod'
import {
  issueKey,
  liftSuspension,
  replacePhone,
  revokeKey,
} from '@/lib/access/key-deeds/manage-key'
import { adminAction } from '@/lib/auth/action'
import type { AdminSession } from '@/lib/auth/session'
import { employeeIdSchema, keyIdSchema, keyPlaceSchema } from '@/lib/directory/schemas'
import { type CopiedLink, copySetUpLink } from '@/lib/invitations/copy-link'
import { sendAgain } from '@/lib/invitations/renew-link'
import { kickJobs } from '@/lib/jobs/kick'
import type { ActionResult } from '@/lib/kernel/result'

export async function sendKeyAgainAction(input: unknown): Promise<ActionResult<void>> {
  return keyAction(employeeIdSchema, input, sendAgain)
}

export async function copySetUpLinkAction(input: unknown): Promise<ActionResult<CopiedLink>> {
  return keyAction(keyIdSchema, input, copySetUpLink, { fresh: true })
}

export async function replacePhoneAction(input: unknown): Promise<ActionResult<void>> {
  return keyAction(keyIdSchema, input, replacePhone, { fresh: true })
}

export async function liftSuspensionAction(input: unknown): Promise<ActionResult<void>> {
  return keyAction(keyIdSchema, input, liftSuspension)
}

export async function revokeKeyAction(input: unknown): Promise<ActionResult<void>> {
  return keyAction(keyIdSchema, input, revokeKey, { fresh: true })
}

export async function issueKeyAction(input: unknown): Promise<ActionResult<void>> {
  return keyAction(keyPlaceSchema, input, issueKey)
}

/** Keys are for those who answer for doors; an e-mail that it causes goes out at once. */
function keyAction<S extends z.ZodType, T>(
  schema: S,
  input: unknown,
  work: (ctx: AdminSession['ctx'], value: z.output<S>) => Promise<T>,
  { fresh = false } = {},
): Promise<ActionResult<T>> {
  return adminAction(schema, input, { role: 'security', fresh }, async ({ ctx }, value) => {
    const result = await work(ctx, value)
    refresh()
    after(kickJobs)
    return result
  })
}
