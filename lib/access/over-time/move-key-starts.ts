import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { mobileKeys, properties } from '@/db/schema'
import { startAfter } from '@/lib/rules/engine/dates'
import { datesOf, type FactValues } from '@/lib/rules/engine/facts'

/**
 * The keys that a person has already begin with the start date that Entra sends now, each at its
 * own property's midnight (product.md 4.3). Nothing is asked where the date is as it was.
 */
export async function moveKeyStarts(
  tx: Context,
  employeeId: string,
  { before, after }: { before: FactValues; after: FactValues },
): Promise<void> {
  const [old, date] = [startDateOf(before), startDateOf(after)]
  if (old === date) return
  const keys = await tx.db
    .select({ id: mobileKeys.id, timeZone: properties.timeZone })
    .from(mobileKeys)
    .innerJoin(
      properties,
      and(
        eq(properties.organizationId, mobileKeys.organizationId),
        eq(properties.id, mobileKeys.propertyId),
      ),
    )
    .where(
      and(
        eq(mobileKeys.organizationId, tx.organizationId),
        eq(mobileKeys.employeeId, employeeId),
        isNull(mobileKeys.revokedAt),
      ),
    )
  if (keys.length === 0) return
  const rows = keys.map(({ id, timeZone }) => ({
    id,
    starts_at: startAfter(tx.now, date, timeZone),
  }))
  await moveStarts(tx, rows)
}

/** Makes keys begin at these moments; null is at once. */
export async function moveStarts(
  tx: Context,
  rows: readonly { id: string; starts_at: Date | null }[],
): Promise<void> {
  await tx.db.execute(sql`
    update ${mobileKeys} as k set starts_at = moved.starts_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as moved (id text, starts_at timestamptz)
    where k.organization_id = ${tx.organizationId} and k.id = moved.id
      and k.starts_at is distinct from moved.starts_at`)
}

function startDateOf(facts: FactValues): string | undefined {
  return facts[datesOf('startDate')]?.[0]
}
