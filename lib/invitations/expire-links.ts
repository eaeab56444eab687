import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { employees, invitations, mobileKeys, properties } from '@/db/schema'
import { type ActivityEntry, recordActivity } from '@/lib/activity/record'

/** Links handled in one run; the next run is a second later. */
const BATCH_MAX = 500

interface ExpiredKey extends Record<string, unknown> {
  organization_id: string
  employee_id: string
  name: string
  property_id: string
  property: string
}

/**
 * Notices links that have run out without being used, and marks their keys, at the very moment
 * that the link ended. Runs that meet share the links between them. Returns how many keys it marked.
 */
export async function expireLinks(db: Db, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<ExpiredKey>(sql`
      with due as materialized (
        select organization_id, id, expires_at from ${invitations}
        where expires_at <= ${now.toISOString()}::timestamptz and used_at is null
          and ended_at is null and replaced_at is null and expired_at is null
        order by expires_at limit ${BATCH_MAX}
        for update skip locked
      ),
      noticed as (
        update ${invitations} as i set expired_at = ${now.toISOString()}::timestamptz
        from due where i.organization_id = due.organization_id and i.id = due.id
      ),
      expired as (
        update ${mobileKeys} as k
        set state = 'expired', state_at = due.expires_at, cause = 'The link was not used in time.'
        from due
        where k.organization_id = due.organization_id and k.invitation_id = due.id
          and k.revoked_at is null and k.state <> 'active'
        returning k.organization_id, k.employee_id, k.property_id
      )
      select x.organization_id, x.employee_id, e.display_name as name, x.property_id, p.name as property
      from expired as x
      join ${employees} as e on e.organization_id = x.organization_id and e.id = x.employee_id
      join ${properties} as p on p.organization_id = x.organization_id and p.id = x.property_id
      order by x.organization_id, name, property`)
    const actor = { kind: 'system', name: 'Sequr' } as const
    for (const [organizationId, keys] of Map.groupBy(rows, (row) => row.organization_id)) {
      const ctx: Context = { db: tx, organizationId, actor, now, inTransaction: true }
      await recordActivity(ctx, keys.map(entryOf))
    }
    return rows.length
  })
}

function entryOf(key: ExpiredKey): ActivityEntry {
  return {
    kind: 'key.expired',
    data: { name: key.name, property: key.property },
    subject: { kind: 'employee', id: key.employee_id },
    propertyId: key.property_id,
  }
}
