import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { textArray } from '@/db/predicates'
import { employees, integrations, RETENTION_DAYS_DEFAULT } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { DELETED_PERSON, erasures } from './erasures'

/** One transaction's worth: its people are locked for some tens of milliseconds. */
const BATCH = 200

/** Deleted, not erased yet, and longer ago than the organisation keeps people; over `e` and `i`. */
const isDue = (now: Date) => sql`
  e.deleted_at is not null and e.erased_at is null
  and e.deleted_at <= ${now.toISOString()}::timestamptz
    - make_interval(days => coalesce(i.retention_days, ${RETENTION_DAYS_DEFAULT}))`

/**
 * Removes the personal data of people whom Entra deleted longer ago than the organisation keeps it
 * (product.md 4.4). The row stays as a tombstone: the door log and ended keys refer to its id. What
 * the activity log says of them stays until its entries are 400 days old (docs/decisions/017).
 * Whoever Entra creates later with the same e-mail is somebody new. Returns how many were erased.
 */
export async function eraseDeleted(db: Db, now: Date): Promise<number> {
  const { rows } = await db.execute<{ organization_id: string }>(sql`
    select distinct e.organization_id from ${employees} as e
    left join ${integrations} as i on i.organization_id = e.organization_id
    where ${isDue(now)}`)
  let erased = 0
  for (const { organization_id: organizationId } of rows) {
    const actor = { kind: 'system', name: 'Sequr' } as const
    erased += await eraseOrganization({ db, organizationId, now, actor })
  }
  return erased
}

async function eraseOrganization(ctx: Context): Promise<number> {
  let erased = 0
  for (;;) {
    const batch = await withTransaction(ctx, eraseBatch)
    erased += batch
    if (batch < BATCH) return erased
  }
}

/** Whom another server erases, or a push brings back, at this moment is passed over. */
async function eraseBatch(tx: Context): Promise<number> {
  const { rows: people } = await tx.db.execute<{ id: string }>(sql`
    select e.id from ${employees} as e
    left join ${integrations} as i on i.organization_id = e.organization_id
    where e.organization_id = ${tx.organizationId} and ${isDue(tx.now)}
    order by e.deleted_at limit ${BATCH}
    for update of e skip locked`)
  if (people.length === 0) return 0
  const ids = textArray(people.map(({ id }) => id))
  for (const erasure of erasures) await tx.db.execute(erasure(tx, ids))
  await tx.db.execute(emptyTombstones(tx, ids))
  await recordActivity(
    tx,
    people.map(({ id }) => ({
      kind: 'employee.erased',
      data: {},
      subject: { kind: 'employee', id },
    })),
  )
  return people.length
}

/** Last, because what else is erased is found by the name and the address. */
function emptyTombstones(tx: Context, ids: SQL): SQL {
  return sql`
    update ${employees}
    set display_name = ${DELETED_PERSON}, external_id = null, external_id_key = null, user_name = null,
      user_name_key = null, primary_email = null, primary_email_key = null, given_name = null,
      family_name = null, title = null, department = null, phone = null, employee_number = null,
      preferred_language = null, manager_scim_id = null, same_as = null,
      resource = '{}', folded = '{}', facts = '{}', edits = '{}', erased_at = ${tx.now.toISOString()}::timestamptz
    where organization_id = ${tx.organizationId} and id = any(${ids})`
}
