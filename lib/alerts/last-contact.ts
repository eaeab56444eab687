import { and, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { integrations } from '@/db/schema'

/** When Entra called last; undefined before it ever did, or before the set-up was finished. */
export async function lastContact(ctx: Context): Promise<Date | undefined> {
  const [connected] = await ctx.db
    .select({ at: integrations.lastContactAt })
    .from(integrations)
    .where(
      and(
        eq(integrations.organizationId, ctx.organizationId),
        isNotNull(integrations.installedAt),
        isNotNull(integrations.lastContactAt),
      ),
    )
  return connected?.at ?? undefined
}
