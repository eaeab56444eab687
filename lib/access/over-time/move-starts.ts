import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { cards, mobileKeys, properties } from '@/db/schema'
import { startAfter } from '@/lib/rules/engine/dates'
import { datesOf, type FactValues } from '@/lib/rules/engine/facts'

/**
 * The keys and cards that a person has already begin with the start date that Entra sends now, each
 * at its own property's midnight (product.md 4.3). Nothing is asked where the date is as it was.
 */
export async function moveStarts(
  tx: Context,
  employeeId: string,
  { before, after }: { before: FactValues; after: FactValues },
): Promise<void> {
  const [old, date] = [startDateOf(before), startDateOf(after)]
  if (old === date) return
  const mine = sql`k.organization_id = ${tx.organizationId} and k.employee_id = ${employeeId} and k.revoked_at is null`
  const { rows: carried } = await tx.db.execute<{ id: string; time_zone: string }>(sql`
    select k.id, p.time_zone
    from (
      select k.organization_id, k.id, k.property_id from ${mobileKeys} as k where ${mine}
      union all
      select k.organization_id, k.id, k.property_id from ${cards} as k where ${mine}
    ) as k
    join ${properties} as p on p.organization_id = k.organization_id and p.id = k.property_id`)
  if (carried.length === 0) return
  await beginAt(
    tx,
    carried.map(({ id, time_zone }) => ({ id, starts_at: startAfter(tx.now, date, time_zone) })),
  )
}

/** Makes keys and cards begin at these moments; null is at once. */
export async function beginAt(
  tx: Context,
  rows: readonly { id: string; starts_at: Date | null }[],
): Promise<void> {
  const isMoved = sql`k.organization_id = ${tx.organizationId} and k.id = moved.id
    and k.starts_at is distinct from moved.starts_at`
  await tx.db.execute(sql`
    with moved as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (id text, starts_at timestamptz)
    ),
    moved_cards as (
      update ${cards} as k set starts_at = moved.starts_at from moved where ${isMoved}
    )
    update ${mobileKeys} as k set starts_at = moved.starts_at from moved where ${isMoved}`)
}

/** The start date that Entra sent, as `startAfter` takes it. */
export function startDateOf(facts: FactValues): string | undefined {
  return facts[datesOf('startDate')]?.[0]
}
