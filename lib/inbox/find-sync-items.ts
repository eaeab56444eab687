import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { alerts } from '@/db/schema'
import type { NeedsYouItem } from './schemas'

/**
 * That Entra changes nobody any more, as the watch found it within the last minute: the number
 * beside *Needs you* is asked for on every page, and finding it anew would cost more than all else.
 */
export async function findSyncItems(ctx: Context): Promise<NeedsYouItem[]> {
  const [found] = await ctx.db
    .select({ since: alerts.since })
    .from(alerts)
    .where(
      and(
        eq(alerts.organizationId, ctx.organizationId),
        eq(alerts.cause, 'updates_missing'),
        isNull(alerts.fixedAt),
      ),
    )
  return found ? [{ kind: 'updates_missing', since: found.since }] : []
}
