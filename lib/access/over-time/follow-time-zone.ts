import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { cards, employees, mobileKeys, properties } from '@/db/schema'
import { changesWithTime } from '@/lib/rules/changes-with-time'
import { addDays, dayAt, startAfter } from '@/lib/rules/engine/dates'
import { datesOf } from '@/lib/rules/engine/facts'
import { readRules } from '@/lib/rules/stored-rules'
import { reconcile } from '../reconcile'
import { dueDay } from './decide-new-days'
import { beginAt } from './move-starts'

/**
 * A property is on another clock: its days begin at other moments (product.md 4.3). Keys and
 * cards that wait for a start date wait for its midnight there, rules that look at dates are decided on the day that it is
 * there, and the next day is the next of that clock, were it one that it had already.
 */
export async function followTimeZone(
  tx: Context,
  { propertyId }: { propertyId: string },
): Promise<void> {
  const timeZone = await readTimeZone(tx, propertyId)
  await tx.db
    .update(properties)
    .set({ datesDecidedOn: dueDay(tx.now, timeZone) })
    .where(theProperty(tx, propertyId))
  await moveStartsAt(tx, { propertyId, timeZone })
  const rules = await readRules(tx, { propertyId, enabled: true })
  if (rules.some(changesWithTime)) await reconcile(tx, { kind: 'day', propertyId })
}

async function readTimeZone(tx: Context, propertyId: string): Promise<string> {
  const [property] = await tx.db
    .select({ timeZone: properties.timeZone })
    .from(properties)
    .where(theProperty(tx, propertyId))
  return property?.timeZone ?? 'UTC'
}

/** A start date further back than yesterday has begun on every clock. */
async function moveStartsAt(
  tx: Context,
  { propertyId, timeZone }: { propertyId: string; timeZone: string },
): Promise<void> {
  const yesterday = addDays(dayAt(tx.now, 'UTC'), -1)
  const date = sql`(e.facts -> ${datesOf('startDate')}::text ->> 0)`
  const here = sql`k.organization_id = ${tx.organizationId} and k.property_id = ${propertyId} and k.revoked_at is null`
  const { rows } = await tx.db.execute<{ id: string; date: string | null }>(sql`
    select k.id, ${date} as date
    from (
      select k.organization_id, k.id, k.employee_id, k.starts_at from ${mobileKeys} as k where ${here}
      union all
      select k.organization_id, k.id, k.employee_id, k.starts_at from ${cards} as k where ${here}
    ) as k
    join ${employees} as e on e.organization_id = k.organization_id and e.id = k.employee_id
    where k.starts_at is not null or ${date} collate "C" >= ${yesterday}::text`)
  await beginAt(
    tx,
    rows.map((row) => ({ id: row.id, starts_at: startAfter(tx.now, row.date, timeZone) })),
  )
}

function theProperty(tx: Context, propertyId: string) {
  return and(eq(properties.organizationId, tx.organizationId), eq(properties.id, propertyId))
}
