import { and, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { integrations } from '@/db/schema'
import type { Cause } from './cause'

/** What could be read at Microsoft cannot be any more; `lib/integrations/ask-reading.ts` notices. */
export async function findPermissionLost(ctx: Context): Promise<Cause[]> {
  const [lost] = await ctx.db
    .select({ since: integrations.lostPermissionsAt, names: integrations.lostPermissions })
    .from(integrations)
    .where(
      and(
        eq(integrations.organizationId, ctx.organizationId),
        isNotNull(integrations.lostPermissionsAt),
      ),
    )
  if (!lost?.since) return []
  const count = { what: 'people', number: 0 } as const
  const detail = lost.names?.join(', ') ?? ''
  const rest = { since: lost.since, stage: 0, count, days: 0, detail }
  return [{ kind: 'permission_lost', cause: 'permission_lost', ...rest }]
}
