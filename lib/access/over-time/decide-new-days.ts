import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { properties } from '@/db/schema'
import { changesWithTime } from '@/lib/rules/changes-with-time'
import { dayAt } from '@/lib/rules/engine/dates'
import { readRules } from '@/lib/rules/stored-rules'
import { reconcile } from '../reconcile'

/** Late enough for every directory to have the new day as well (product.md 4.3). */
const MINUTES_AFTER_MIDNIGHT = 5

/**
 * Rules that look at dates, or that skip somebody until a date, are decided anew at 00:05 of each
 * property's own day. The day is taken and its consequences applied in one transaction: two servers
 * cannot both do it, and what fails is due again. After days without a server one run is enough,
 * because decisions follow from today alone. Returns how many properties had their new day.
 */
export async function decideNewDays(db: Db, now: Date): Promise<number> {
  const places = await db
    .select({
      organizationId: properties.organizationId,
      id: properties.id,
      timeZone: properties.timeZone,
      decidedOn: properties.datesDecidedOn,
    })
    .from(properties)
  const failed: unknown[] = []
  let decided = 0
  for (const { organizationId, id, timeZone, decidedOn } of places) {
    const day = dueDay(now, timeZone)
    if (decidedOn !== null && decidedOn >= day) continue
    const actor = { kind: 'system', name: 'Sequr' } as const
    try {
      if (await decideDay({ db, organizationId, now, actor }, { propertyId: id, day })) decided++
    } catch (error) {
      // One property's trouble is not another's: the others have their day first.
      failed.push(error)
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, 'Some properties could not be decided.')
  return decided
}

/** The local day that is due: until five past midnight it is still yesterday. */
export function dueDay(now: Date, timeZone: string): string {
  return dayAt(new Date(now.getTime() - MINUTES_AFTER_MIDNIGHT * 60_000), timeZone)
}

async function decideDay(
  ctx: Context,
  { propertyId, day }: { propertyId: string; day: string },
): Promise<boolean> {
  return withTransaction(ctx, async (tx) => {
    const taken = await tx.db
      .update(properties)
      .set({ datesDecidedOn: day })
      .where(
        and(
          eq(properties.organizationId, tx.organizationId),
          eq(properties.id, propertyId),
          or(isNull(properties.datesDecidedOn), lt(properties.datesDecidedOn, day)),
        ),
      )
      .returning({ id: properties.id })
    if (taken.length === 0) return false
    const rules = await readRules(tx, { propertyId, enabled: true })
    if (rules.some(changesWithTime)) await reconcile(tx, { kind: 'day', propertyId })
    return true
  })
}
