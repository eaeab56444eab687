import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees } from '@/db/schema'
import { rowReader, Statement } from '@/db/statement'
import { columnsAsAssignments, columnValues } from './column-values'
import { isStorable } from './filter-predicates'
import type { DerivedColumns } from './user-mapping'

type Employee = typeof employees.$inferSelect
type Row = Record<string, unknown>

const organization = sql.placeholder('organizationId')
const readEmployee = rowReader(employees)

// Weaker than a deletion's lock: what gives this person a key or a door meanwhile is not waited for.
const lockStatement = new Statement<Row>(
  () => sql`
    select * from ${employees}
    where organization_id = ${organization} and scim_id = ${sql.placeholder('scimId')}
      and deleted_at is null and user_name is not null
    for no key update`,
  'lock_user',
)

/** The person that a client knows by this id, held until the caller commits. */
export async function lockUser(tx: Context, scimId: string): Promise<Employee | undefined> {
  // An id that Postgres cannot even hold names nobody.
  if (!isStorable(scimId)) return undefined
  const [row] = await lockStatement.run(tx.db, { organizationId: tx.organizationId, scimId })
  return row && readEmployee(row)
}

const emailKey = sql`${sql.placeholder('primaryEmailKey')}::text`

const updateStatement = new Statement<Row>(
  () => sql`
    update ${employees}
    set ${columnsAsAssignments},
      hold = case when not ${sql.placeholder('claims')}::boolean then ${sql.placeholder('hold')}::text
        when exists (
          select 1 from ${employees} as twin
          where twin.organization_id = ${organization} and twin.primary_email_key = ${emailKey}
            and twin.id <> ${sql.placeholder('id')} and twin.source = 'entra' and twin.active and twin.deleted_at is null
            and twin.hold is distinct from 'conflict'
        ) then 'conflict' end,
      deactivated_at = ${sql.placeholder('deactivatedAt')}::timestamptz,
      version = version + 1,
      last_modified_at = ${sql.placeholder('now')}::timestamptz
    where organization_id = ${organization} and id = ${sql.placeholder('id')}
    returning *`,
  'update_user',
)

/** Stores what the client now says of a person whom the caller holds. Throws what the indexes refuse. */
export async function storeUser(
  tx: Context,
  before: Employee,
  columns: DerivedColumns,
): Promise<Employee | undefined> {
  const [row] = await updateStatement.run(tx.db, {
    organizationId: tx.organizationId,
    id: before.id,
    now: tx.now.toISOString(),
    deactivatedAt: columns.active ? null : (before.deactivatedAt ?? tx.now).toISOString(),
    ...holdValues(before, columns),
    ...columnValues(columns),
  })
  return row && readEmployee(row)
}

/**
 * A hold by hand stays; a conflict is decided anew when the e-mail or the activity changes
 * (product.md 4.4). `claims` asks whether somebody else has the e-mail already, else `hold` is stored.
 */
function holdValues(
  before: Employee,
  after: Pick<DerivedColumns, 'primaryEmailKey' | 'active'>,
): { claims: boolean; hold: Employee['hold'] } {
  const sameClaim =
    before.primaryEmailKey === after.primaryEmailKey && before.active === after.active
  if (before.hold === 'by_hand' || before.sharesEmail || sameClaim) {
    return { claims: false, hold: before.hold }
  }
  return { claims: after.active && Boolean(after.primaryEmailKey), hold: null }
}
