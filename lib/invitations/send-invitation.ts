import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { mobileKeys, properties } from '@/db/schema'
import { awaitOthers } from './await-others'
import { deliverEmail } from './deliver-email'
import { contextOf, type EmailMessage } from './email-context'
import { waitForPlace } from './pace'
import { prepareInvitation } from './prepare-invitation'

/** With the request that gave the key, so that the log shows the e-mail among what it caused. */
const payloadSchema = z.object({
  employeeId: z.string(),
  requestId: z.string().optional(),
  /** Planned for one person; and whether it has waited for others since. */
  alone: z.boolean().default(false),
  waited: z.string().optional(),
  /** The minute in which it may leave. */
  place: z.string().optional(),
})

/**
 * Sends one e-mail for every key that waits for this person. Somebody who left meanwhile, or whose
 * keys ended, gets none. Running it again, after a crash at any point, changes and sends nothing
 * more. Throws Postponed while the e-mail has to wait for others, or for its place.
 */
export async function sendInvitation(db: Db, message: EmailMessage, now: Date): Promise<void> {
  const { employeeId, requestId, alone, waited, place } = payloadSchema.parse(message.payload)
  const ctx = contextOf(db, message, { now, requestId })
  await awaitOthers(ctx, { id: message.id, alone, waited: waited !== undefined })
  if (await waitsAloud(ctx, employeeId)) await waitForPlace(ctx, place)
  await withTransaction(ctx, (tx) => prepareInvitation(tx, { messageId: message.id, employeeId }))
  await deliverEmail(db, message.id, { now, requestId })
}

/** What is only built, for properties in quiet mode, takes nobody's place. */
async function waitsAloud(ctx: Context, employeeId: string): Promise<boolean> {
  const [found] = await ctx.db
    .select({ one: sql`1` })
    .from(mobileKeys)
    .innerJoin(
      properties,
      and(
        eq(properties.organizationId, mobileKeys.organizationId),
        eq(properties.id, mobileKeys.propertyId),
      ),
    )
    .where(
      and(
        eq(mobileKeys.organizationId, ctx.organizationId),
        eq(mobileKeys.employeeId, employeeId),
        eq(mobileKeys.state, 'waiting'),
        isNull(mobileKeys.invitationId),
        isNull(mobileKeys.revokedAt),
        eq(properties.quiet, false),
      ),
    )
    .limit(1)
  return found !== undefined
}
