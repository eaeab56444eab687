import { sql } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { removalGuards } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import type { GuardInput, GuardView } from '../schemas'
import { guardLimit } from './guard-limit'

/** Sets how many people may lose access unasked. What waits already is decided by a person all the same. */
export async function changeGuard(ctx: Context, guard: GuardInput): Promise<GuardView> {
  return withTransaction(ctx, async (tx) => {
    await tx.db
      .insert(removalGuards)
      .values({ organizationId: tx.organizationId, ...guard })
      .onConflictDoUpdate({
        target: removalGuards.organizationId,
        set: { percent: sql`excluded.percent`, people: sql`excluded.people` },
      })
    await recordActivity(tx, [{ kind: 'integration.guard', data: guard }])
    return guardLimit(tx)
  })
}
