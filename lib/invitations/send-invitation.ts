import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { employees, invitations, mobileKeys, organizations } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { keyInvitationTemplate } from '@/lib/email/key-invitation'
import { renderEmail } from '@/lib/email/render-email'
import { newId } from '@/lib/kernel/ids'
import { doorsOf } from '@/lib/keys/doors'
import { env } from '@/lib/platform/env'
import { hashSecret } from '@/lib/platform/secret'
import { deliverEmail, hasLeft } from './email-rows'
import { linkTokenFor } from './link-token'

const payloadSchema = z.object({ employeeId: z.string() })
const LINK_DAYS = 7
const DAY_MS = 24 * 60 * 60 * 1000

export interface InvitationMessage {
  id: string
  organizationId: string | null
  payload: unknown
}

/**
 * Sends one e-mail for every key that waits for this person. Somebody who left meanwhile, or whose
 * keys ended, gets none. Running it again, after a crash at any point, changes and sends nothing more.
 */
export async function sendInvitation(db: Db, message: InvitationMessage, now: Date): Promise<void> {
  if (!message.organizationId) throw new Error('an invitation belongs to an organisation')
  const { employeeId } = payloadSchema.parse(message.payload)
  const ctx: Context = {
    db,
    now,
    organizationId: message.organizationId,
    actor: { kind: 'system', name: 'Sequr' },
  }
  if (await hasLeft(db, message.id)) return
  const person = await readPerson(ctx, employeeId)
  if (!person?.email) return
  const token = linkTokenFor(message.id)
  const expiresAt = new Date(now.getTime() + LINK_DAYS * DAY_MS)
  if (!(await prepare(ctx, { employeeId, token, expiresAt, messageId: message.id }))) return
  const places = await doorsOf(ctx, employeeId)
  const email = await renderEmail(keyInvitationTemplate, {
    url: `${env().appUrl}/key/${token}`,
    firstName: person.givenName ?? person.name,
    organization: person.organization,
    places,
    worksUntil: writtenDate(expiresAt, places[0]?.timeZone ?? 'UTC'),
  })
  const state = await deliverEmail(db, email, {
    messageId: message.id,
    organizationId: ctx.organizationId,
    employeeId,
    to: person.email,
    now,
  })
  if (state !== 'failed')
    await markSent(ctx, { employeeId, messageId: message.id, name: person.name })
}

async function readPerson(ctx: Context, employeeId: string) {
  const [person] = await ctx.db
    .select({
      name: employees.displayName,
      givenName: employees.givenName,
      email: employees.primaryEmail,
      organization: organizations.name,
    })
    .from(employees)
    .innerJoin(organizations, eq(organizations.id, employees.organizationId))
    .where(
      and(
        eq(employees.organizationId, ctx.organizationId),
        eq(employees.id, employeeId),
        eq(employees.active, true),
        isNull(employees.hold),
        isNull(employees.deletedAt),
      ),
    )
  return person
}

interface Prepared {
  employeeId: string
  token: string
  expiresAt: Date
  messageId: string
}

/** Makes the link, and ends older ones, when a key waits for it. False when none does. */
async function prepare(ctx: Context, input: Prepared): Promise<boolean> {
  return withTransaction(ctx, async (tx) => {
    const waiting = await tx.db
      .select({ id: mobileKeys.id })
      .from(mobileKeys)
      .where(
        and(
          eq(mobileKeys.organizationId, ctx.organizationId),
          eq(mobileKeys.employeeId, input.employeeId),
          isNull(mobileKeys.revokedAt),
          inArray(mobileKeys.state, ['waiting', 'expired']),
        ),
      )
      .for('update')
    if (waiting.length === 0) return false
    const [made] = await tx.db
      .insert(invitations)
      .values({
        organizationId: ctx.organizationId,
        id: newId('invitation', ctx.now),
        employeeId: input.employeeId,
        tokenHash: hashSecret(input.token),
        emailId: input.messageId,
        createdAt: ctx.now,
        expiresAt: input.expiresAt,
      })
      .onConflictDoUpdate({ target: invitations.tokenHash, set: { emailId: input.messageId } })
      .returning({ id: invitations.id })
    await tx.db
      .update(mobileKeys)
      .set({ invitationId: made?.id ?? null })
      .where(
        and(
          eq(mobileKeys.organizationId, ctx.organizationId),
          inArray(
            mobileKeys.id,
            waiting.map((key) => key.id),
          ),
        ),
      )
    return true
  })
}

async function markSent(
  ctx: Context,
  sent: { employeeId: string; messageId: string; name: string },
): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const marked = await tx.db
      .update(mobileKeys)
      .set({ state: 'sent', stateAt: ctx.now })
      .where(
        and(
          eq(mobileKeys.organizationId, ctx.organizationId),
          eq(mobileKeys.employeeId, sent.employeeId),
          isNull(mobileKeys.revokedAt),
          inArray(mobileKeys.state, ['waiting', 'expired']),
        ),
      )
      .returning({ id: mobileKeys.id })
    if (marked.length === 0) return
    await recordActivity(tx, [
      {
        kind: 'email.sent',
        data: { name: sent.name, template: keyInvitationTemplate.name },
        subject: { kind: 'employee', id: sent.employeeId },
      },
    ])
  })
}

function writtenDate(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(at)
}
