import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees } from '@/db/schema'
import { rowReader, Statement } from '@/db/statement'
import type { EditableDetail } from '@/lib/kernel/editable-details'
import { columnsAsAssignments, columnValues } from './column-values'
import { hasEntraTwin, holdKeptByHand, keptByHand } from './email-claim-sql'
import { isStorable } from './filter-predicates'
import type { KeptByHand } from './insert-user'
import type { KeptDetails } from './kept-details'
import { sequrOwnsSql } from './sequr-owns-sql'
import type { DerivedColumns } from './user-mapping'

type Employee = typeof employees.$inferSelect
type Row = Record<string, unknown>

const organization = sql.placeholder('organizationId')
const readEmployee = rowReader(employees)

// Weaker than a deletion's lock: what gives this person a key or a door meanwhile is not waited for.
const lockStatement = new Statement<Row & { sequr_owns: EditableDetail[] }>(
  () => sql`
    select *, ${sequrOwnsSql} as sequr_owns from ${employees}
    where organization_id = ${organization} and scim_id = ${sql.placeholder('scimId')}
      and deleted_at is null and user_name is not null
    for no key update`,
  'lock_user',
)

export interface LockedUser extends Employee {
  /** The details that Sequr owns, of everybody. */
  sequrOwns: EditableDetail[]
}

/** The person that a client knows by this id, held until the caller commits. */
export async function lockUser(tx: Context, scimId: string): Promise<LockedUser | undefined> {
  // An id that Postgres cannot even hold names nobody.
  if (!isStorable(scimId)) return undefined
  const [row] = await lockStatement.run(tx.db, { organizationId: tx.organizationId, scimId })
  return row && { ...readEmployee(row), sequrOwns: row.sequr_owns }
}

const claims = sql`${sql.placeholder('claims')}::boolean`

const updateStatement = new Statement<Row>(
  () => sql`
    with claim as (
      select ${hasEntraTwin(sql`${sql.placeholder('id')}`)} as twin, (select count(*) from (${keptByHand}) as k) as kept_by_hand
    ),
    waiting as (${holdKeptByHand(
      sql`${claims} and exists (select 1 from claim where not twin and kept_by_hand = 1)`,
    )})
    update ${employees}
    set ${columnsAsAssignments},
      edits = ${sql.placeholder('edits')}::jsonb,
      hold = case when ${claims} and exists (select 1 from claim where twin or kept_by_hand > 1) then 'conflict'
        else ${sql.placeholder('hold')}::text end,
      shares_email = shares_email and primary_email_key is not distinct from ${sql.placeholder('primaryEmailKey')}::text,
      deactivated_at = ${sql.placeholder('deactivatedAt')}::timestamptz,
      version = version + 1,
      last_modified_at = ${sql.placeholder('now')}::timestamptz
    where organization_id = ${organization} and id = ${sql.placeholder('id')}
    returning *,
      (select jsonb_agg(jsonb_build_object('id', w.id, 'name', w.display_name)) from waiting as w) as waiting`,
  'update_user',
)

/**
 * Stores what the client now says of a person whom the caller holds. One who is kept by hand with
 * the e-mail that this person has now waits for a decision. Throws what the indexes refuse.
 */
export async function storeUser(
  tx: Context,
  before: Employee,
  { columns, edits }: Pick<KeptDetails, 'columns' | 'edits'>,
): Promise<{ after: Employee; kept: KeptByHand[] } | undefined> {
  const [row] = await updateStatement.run(tx.db, {
    organizationId: tx.organizationId,
    id: before.id,
    now: tx.now.toISOString(),
    deactivatedAt: columns.active ? null : (before.deactivatedAt ?? tx.now).toISOString(),
    edits: JSON.stringify(edits),
    ...holdValues(before, columns),
    ...columnValues(columns),
  })
  return row && { after: readEmployee(row), kept: (row.waiting as KeptByHand[] | null) ?? [] }
}

/**
 * A conflict is decided anew when the e-mail or the activity changes (product.md 4.4); of two people
 * who share an e-mail that one is shared and no other. A second account stays one. `claims` asks
 * whether somebody else has the e-mail already; where nobody has, `hold` is stored.
 */
function holdValues(
  before: Employee,
  after: Pick<DerivedColumns, 'primaryEmailKey' | 'active'>,
): { claims: boolean; hold: Employee['hold'] } {
  const sameEmail = before.primaryEmailKey === after.primaryEmailKey
  const sameClaim = sameEmail && (before.sharesEmail || before.active === after.active)
  if (before.sameAs || sameClaim) return { claims: false, hold: before.hold }
  return {
    claims: after.active && Boolean(after.primaryEmailKey),
    hold: before.hold === 'by_hand' ? 'by_hand' : null,
  }
}
