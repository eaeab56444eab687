import { and, eq, gte, ne } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { outboxMessages } from '@/db/schema'
import { Postponed } from '@/lib/outbox/postponed'
import { env } from '@/lib/platform/env'
import { KEY_INVITATION } from './topics'

/**
 * An e-mail that was planned for one person alone leaves early. When others were planned around
 * the same time it was a cycle after all, whose groups may still be on their way: it waits for the
 * whole quiet time. Throws Postponed then, once.
 */
export async function awaitOthers(
  ctx: Context,
  message: { id: string; alone: boolean; waited: boolean },
): Promise<void> {
  if (!message.alone || message.waited) return
  const quietMs = env().invitationQuietSeconds * 1000
  const [own] = await ctx.db
    .select({ createdAt: outboxMessages.createdAt })
    .from(outboxMessages)
    .where(
      and(eq(outboxMessages.organizationId, ctx.organizationId), eq(outboxMessages.id, message.id)),
    )
  if (!own) return
  const until = new Date(own.createdAt.getTime() + quietMs)
  if (until <= ctx.now) return
  const [other] = await ctx.db
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.organizationId, ctx.organizationId),
        eq(outboxMessages.topic, KEY_INVITATION),
        gte(outboxMessages.createdAt, new Date(own.createdAt.getTime() - quietMs)),
        ne(outboxMessages.id, message.id),
      ),
    )
    .limit(1)
  if (other) throw new Postponed(until, { waited: 'yes' })
}
