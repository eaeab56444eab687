import { and, eq, lte, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { properties } from '@/db/schema'
import { reconcile } from '../reconcile'

/** Decides the properties again where something changed for everybody a moment ago. Returns how many. */
export async function settleDecisions(db: Db, now: Date): Promise<number> {
  const due = await db
    .select({ organizationId: properties.organizationId, id: properties.id })
    .from(properties)
    .where(lte(properties.settleAt, now))
  let settled = 0
  for (const { organizationId, id } of due) {
    const actor = { kind: 'system', name: 'Sequr' } as const
    if (await settle({ db, organizationId, now, actor }, id)) settled++
  }
  return settled
}

async function settle(ctx: Context, propertyId: string): Promise<boolean> {
  return withTransaction(ctx, async (tx) => {
    const taken = await tx.db
      .update(properties)
      .set({
        settleAt: sql`case when ${properties.settleAt} < ${properties.settleUntil} then ${properties.settleUntil} end`,
      })
      .where(
        and(
          eq(properties.organizationId, tx.organizationId),
          eq(properties.id, propertyId),
          lte(properties.settleAt, tx.now),
        ),
      )
      .returning({ id: properties.id })
    if (taken.length === 0) return false
    await reconcile(tx, { kind: 'settle', propertyId })
    return true
  })
}
