import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees } from '@/db/schema'
import { Statement } from '@/db/statement'
import { newId } from '@/lib/kernel/ids'
import type { Resource } from '@/lib/scim/store'
import { columnsAsInput, columnValues } from './column-values'
import { columnsOf } from './user-mapping'

export interface InsertedUser {
  employeeId: string
  /** The SCIM id. */
  id: string
  name: string
  version: number
  /** New, kept by hand before (product.md 0.5), or back after the former account ended (4.4). */
  how: 'new' | 'adopted' | 'returned'
  hold: 'by_hand' | 'conflict' | null
}

type Row = {
  employee_id: string
  version: number | string
  how: InsertedUser['how']
  hold: 'by_hand' | 'conflict' | null
}

/**
 * Stores a person in one statement. The same primary e-mail decides who it is (D7): exactly one
 * person kept by hand is adopted; a person whose former account ended is the same person, under a
 * new SCIM id; an active account with that e-mail makes the new one a conflict, stored and held
 * (product.md 4.4). Undefined when the user name is taken.
 */
export async function insertUser(
  tx: Context,
  resource: Resource,
): Promise<InsertedUser | undefined> {
  const columns = columnsOf(resource)
  const scimId = newId('employee', tx.now)
  const [row] = await insertStatement.run(tx.db, {
    organizationId: tx.organizationId,
    employeeId: newId('employee', tx.now),
    scimId,
    now: tx.now.toISOString(),
    ...columnValues(columns),
  })
  if (!row) return undefined
  return {
    employeeId: row.employee_id,
    id: scimId,
    name: columns.displayName,
    version: Number(row.version),
    how: row.how,
    hold: row.hold,
  }
}

const organization = sql.placeholder('organizationId')
const scim = sql.placeholder('scimId')
const now = sql`${sql.placeholder('now')}::timestamptz`
const email = sql.placeholder('primaryEmailKey')

const insertStatement = new Statement<Row>(
  () => sql`
    with input as (select ${columnsAsInput}),
    twin as (
      select exists (
        select 1 from ${employees}
        where organization_id = ${organization} and primary_email_key = ${email} and source = 'entra'
          and active and deleted_at is null and hold is distinct from 'conflict'
      ) as found
    ),
    candidates as (
      select id, source = 'local' as by_hand, last_modified_at from ${employees}
      where organization_id = ${organization} and primary_email_key = ${email}
        and case source
          when 'local' then deleted_at is null
          else deleted_at is not null or (not active and external_id_key is distinct from ${sql.placeholder('externalIdKey')})
        end
      for update
    ),
    chosen as (
      select id, by_hand from candidates
      where not (select found from twin) and (select count(*) from candidates where by_hand) < 2
      order by by_hand desc, last_modified_at desc, id
      limit 1
    ),
    adopted as (
      update ${employees} as e
      set source = 'entra', scim_id = ${scim}, external_id = i.external_id, external_id_key = i.external_id_key,
        user_name = i.user_name, user_name_key = i.user_name_key, primary_email = i.primary_email,
        primary_email_key = i.primary_email_key, display_name = i.display_name, given_name = i.given_name,
        family_name = i.family_name, title = i.title, department = i.department, phone = i.phone,
        employee_number = i.employee_number, preferred_language = i.preferred_language,
        manager_scim_id = i.manager_scim_id, active = i.active, resource = i.resource, folded = i.folded,
        facts = i.facts, version = e.version + 1, created_at = ${now},
        last_modified_at = ${now}, deleted_at = null,
        hold = case e.hold when 'by_hand' then e.hold end,
        deactivated_at = case when i.active then null else ${now} end
      from input as i, chosen as c
      where e.organization_id = ${organization} and e.id = c.id
      returning e.id, e.version, e.hold, c.by_hand
    ),
    inserted as (
      insert into ${employees} (organization_id, id, scim_id, source, external_id, external_id_key,
        user_name, user_name_key, primary_email, primary_email_key, display_name, given_name,
        family_name, title, department, phone, employee_number, preferred_language, manager_scim_id,
        active, hold, resource, folded, facts, version, created_at, last_modified_at, deactivated_at)
      select ${organization}, ${sql.placeholder('employeeId')}, ${scim}, 'entra', i.external_id, i.external_id_key,
        i.user_name, i.user_name_key, i.primary_email, i.primary_email_key, i.display_name, i.given_name,
        i.family_name, i.title, i.department, i.phone, i.employee_number, i.preferred_language, i.manager_scim_id,
        i.active,
        case when i.active and ((select found from twin) or (select count(*) from candidates where by_hand) > 1)
          then 'conflict' end,
        i.resource, i.folded, i.facts, 1, ${now}, ${now},
        case when i.active then null else ${now} end
      from input as i
      where not exists (select 1 from adopted)
      on conflict (organization_id, user_name_key) where deleted_at is null do nothing
      returning id, version, hold
    )
    select id as employee_id, version, hold, case when by_hand then 'adopted' else 'returned' end as how from adopted
    union all
    select id, version, hold, 'new' from inserted`,
  'insert_user',
)
