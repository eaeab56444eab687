import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees, mobileKeys, properties } from '@/db/schema'
import { changesWithTime } from '@/lib/rules/changes-with-time'
import { addDays, dayAt, startAfter } from '@/lib/rules/engine/dates'
import { datesOf } from '@/lib/rules/engine/facts'
import { readRules } from '@/lib/rules/stored-rules'
import { reconcile } from '../reconcile'
import { dueDay } from './decide-new-days'
import { moveStarts } from './move-key-starts'

/**
 * A property is on another clock: its days begin at other moments (product.md 4.3). Keys that wait for
 * a start date wait for its midnight there, rules that look at dates are decided on the day that it is
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
  const date = sql<string | null>`(${employees.facts} -> ${datesOf('startDate')}::text ->> 0)`
  const keys = await tx.db
    .select({ id: mobileKeys.id, date })
    .from(mobileKeys)
    .innerJoin(
      employees,
      and(
        eq(employees.organizationId, mobileKeys.organizationId),
        eq(employees.id, mobileKeys.employeeId),
      ),
    )
    .where(
      and(
        eq(mobileKeys.organizationId, tx.organizationId),
        eq(mobileKeys.propertyId, propertyId),
        sql`${mobileKeys.revokedAt} is null`,
        sql`(${mobileKeys.startsAt} is not null or ${date} collate "C" >= ${yesterday}::text)`,
      ),
    )
  await moveStarts(
    tx,
    keys.map((key) => ({ id: key.id, starts_at: startAfter(tx.now, key.date, timeZone) })),
  )
}

function theProperty(tx: Context, propertyId: string) {
  return and(eq(properties.organizationId, tx.organizationId), eq(properties.id, propertyId))
}
