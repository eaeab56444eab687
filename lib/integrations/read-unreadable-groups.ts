import { eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { integrations } from '@/db/schema'
import { groupsUnreadableSince } from './permissions'

/** Since when Microsoft no longer lets us read groups (product.md 3.3, 3.11); undefined while it does. */
export async function readUnreadableGroups(ctx: Context): Promise<Date | undefined> {
  const [connected] = await ctx.db
    .select({
      lostPermissions: integrations.lostPermissions,
      lostPermissionsAt: integrations.lostPermissionsAt,
    })
    .from(integrations)
    .where(eq(integrations.organizationId, ctx.organizationId))
  return connected && groupsUnreadableSince(connected)
}
