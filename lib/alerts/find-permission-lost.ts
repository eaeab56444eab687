import { and, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { integrations } from '@/db/schema'
import { connectScopes, missingScopes } from '@/lib/microsoft/scopes'
import type { Cause } from './cause'

/** The directory was connected, or connected again, with less than Sequr asks to read. */
export async function findPermissionLost(ctx: Context): Promise<Cause[]> {
  const [connected] = await ctx.db
    .select({ since: integrations.connectedAt, granted: integrations.grantedScopes })
    .from(integrations)
    .where(
      and(eq(integrations.organizationId, ctx.organizationId), isNotNull(integrations.connectedAt)),
    )
  if (!connected?.since || missingScopes(connectScopes, connected.granted ?? []).length === 0) {
    return []
  }
  const count = { what: 'people', number: 0 } as const
  const rest = { since: connected.since, stage: 0, count, days: 0, detail: '' }
  return [{ kind: 'permission_lost', cause: 'permission_lost', ...rest }]
}
