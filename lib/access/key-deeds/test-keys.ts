import { and, desc, eq } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Context } from '@/db/context'
import { emails, mobileKeys } from '@/db/schema'
import { activateKey } from '@/lib/invitations/activate-key'
import { unsealBody } from '@/lib/invitations/deliver-email'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'

const HOUR_MS = 3_600_000

/** The link of the person's newest e-mail, once everything due was done. */
export async function newestLink(ctx: Context, employeeId: string): Promise<string> {
  // Each e-mail an hour after the last, so that the newest is known.
  const hours = (await mailsOf(ctx, employeeId)).length + 1
  await runDueJobs(ctx.db, () => new Date(ctx.now.getTime() + hours * HOUR_MS))
  const [mail] = await mailsOf(ctx, employeeId)
  const { text } = unsealBody(mail?.sealedBody ?? '')
  const token = /\/key\/([\w-]+)/.exec(text)?.[1]
  if (!token) throw new Error('the newest e-mail has no link')
  return token
}

/** The e-mails that carry a link to set keys up, newest first. */
export async function mailsOf(ctx: Context, employeeId: string) {
  return ctx.db
    .select()
    .from(emails)
    .where(
      and(
        eq(emails.organizationId, ctx.organizationId),
        eq(emails.employeeId, employeeId),
        eq(emails.template, 'key-invitation'),
      ),
    )
    .orderBy(desc(emails.createdAt), desc(emails.id))
}

/** Sets the person's keys up on a device; returns the link and what the device keeps. */
export async function setUpKeys(
  ctx: Context,
  employeeId: string,
  device = 'iPhone',
  otherSecrets: string[] = [],
) {
  const token = await newestLink(ctx, employeeId)
  const secret = await activateKey({ db: ctx.db, now: ctx.now, token }, device, otherSecrets)
  return { token, secret }
}

/** Every key that the person has or had, oldest first. */
export async function keysOf(ctx: Context, employeeId: string) {
  return ctx.db
    .select()
    .from(mobileKeys)
    .where(
      and(eq(mobileKeys.organizationId, ctx.organizationId), eq(mobileKeys.employeeId, employeeId)),
    )
    .orderBy(mobileKeys.issuedAt, mobileKeys.id)
}

/** The one living key at a property. */
export async function livingKeyAt(ctx: Context, employeeId: string, propertyId: string) {
  const keys = await keysOf(ctx, employeeId)
  const living = keys.filter((key) => key.propertyId === propertyId && key.revokedAt === null)
  expect(living).toHaveLength(1)
  const [key] = living
  if (!key) throw new Error('no key lives there')
  return key
}
