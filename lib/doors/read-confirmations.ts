import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { doorControllers, mobileKeys } from '@/db/schema'
import type { KeyConfirmation } from './schemas'

/** More than any person's keys and any property's controllers; it bounds what one page reads. */
const ROWS_MAX = 500

/**
 * Of each key of a person that was stopped: which controllers of its property were heard since, and
 * so decide by what is true now, and which are silent (docs/decisions/010). One that was never heard
 * guards no door yet. What was heard may be noted a minute late, as `check-door.ts` does.
 */
export async function readConfirmations(
  ctx: Context,
  input: { employeeId: string },
): Promise<KeyConfirmation[]> {
  const stoppedAt = sql`coalesce(${mobileKeys.revokedAt}, ${mobileKeys.suspendedAt})`
  const rows = await ctx.db
    .select({
      keyId: mobileKeys.id,
      controller: doorControllers.name,
      lastHeardAt: doorControllers.lastHeardAt,
      heard: sql<boolean>`(${doorControllers.lastHeardAt} > ${stoppedAt})`,
    })
    .from(mobileKeys)
    .innerJoin(
      doorControllers,
      and(
        eq(doorControllers.organizationId, mobileKeys.organizationId),
        or(
          isNull(doorControllers.propertyId),
          eq(doorControllers.propertyId, mobileKeys.propertyId),
        ),
        isNull(doorControllers.revokedAt),
        isNotNull(doorControllers.lastHeardAt),
      ),
    )
    .where(
      and(
        eq(mobileKeys.organizationId, ctx.organizationId),
        eq(mobileKeys.employeeId, input.employeeId),
        sql`${stoppedAt} is not null`,
      ),
    )
    .orderBy(mobileKeys.id, doorControllers.name)
    .limit(ROWS_MAX)
  return [...Map.groupBy(rows, (row) => row.keyId)].map(([keyId, controllers]) => ({
    keyId,
    controllers: controllers.length,
    silent: controllers
      .filter((one) => !one.heard)
      .map(({ controller, lastHeardAt }) => ({ controller, lastHeardAt: lastHeardAt ?? ctx.now })),
  }))
}
