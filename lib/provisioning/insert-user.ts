import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees } from '@/db/schema'
import { Statement } from '@/db/statement'
import type { LostDetail } from '@/lib/activity/overwritten-entry'
import { newId } from '@/lib/kernel/ids'
import { isObjectId } from '@/lib/kernel/object-id'
import type { Resource } from '@/lib/scim/store'
import {
  type AdoptedDetails,
  adoptedAssignments,
  adoptedBeforeAndAfter,
  lostByAdoption,
} from './adopted-details'
import { columnsAsInput, columnValues } from './column-values'
import { hasEntraTwin, holdKeptByHand, keptByHand } from './email-claim-sql'
import { sequrOwnsSql } from './sequr-owns-sql'
import { columnsOf } from './user-mapping'

export interface InsertedUser {
  employeeId: string
  /** The SCIM id. */
  id: string
  name: string
  version: number
  /** New, kept by hand before (product.md 0.5), or back after the former account ended (4.4). */
  how: 'new' | 'adopted' | 'returned'
  /** By what somebody who is not new was known to be the same person. */
  by: 'object_id' | 'email' | null
  hold: 'by_hand' | 'conflict' | null
  /** Kept by hand with the e-mail that this person has now, and held until somebody decides. */
  kept: KeptByHand[]
  /** What Sequr had of an adopted person, and Entra's values replaced. */
  lost: LostDetail[]
}

export interface KeptByHand {
  id: string
  name: string
}

/** The directory has this very account, under another user name: what was sent is an update of it. */
export interface SameAccount {
  how: 'same'
  /** The SCIM id, which stays. */
  id: string
}

type Row = {
  employee_id: string
  scim_id: string
  version: number | string
  how: InsertedUser['how'] | 'same'
  by: InsertedUser['by']
  hold: 'by_hand' | 'conflict' | null
  kept: KeptByHand[] | null
  details: AdoptedDetails | null
}

/**
 * Stores a person in one statement, and decides who it is (docs/decisions/015). First the object
 * id: an account that is here is returned as it is, one that was deleted is the same person again.
 * Then the primary e-mail (D7): exactly one person kept by hand is adopted; a person whose former
 * account ended is the same person, under a new SCIM id; an active account with that e-mail makes
 * the new one a conflict, stored and held (product.md 4.4). Undefined when the user name is taken.
 */
export async function insertUser(
  tx: Context,
  resource: Resource,
): Promise<InsertedUser | SameAccount | undefined> {
  const columns = columnsOf(resource)
  const scimId = newId('employee', tx.now)
  const objectId =
    columns.externalId && isObjectId(columns.externalId) ? columns.externalIdKey : null
  if (objectId) await takeTurns.run(tx.db, { account: `${tx.organizationId} ${objectId}` })
  const [row] = await insertStatement.run(tx.db, {
    organizationId: tx.organizationId,
    employeeId: newId('employee', tx.now),
    scimId,
    objectId,
    now: tx.now.toISOString(),
    ...columnValues(columns),
  })
  if (!row) return undefined
  if (row.how === 'same') return { how: 'same', id: row.scim_id }
  return {
    employeeId: row.employee_id,
    id: scimId,
    name: row.details?.after.displayName ?? columns.displayName,
    version: Number(row.version),
    how: row.how,
    by: row.by,
    hold: row.hold,
    kept: row.kept ?? [],
    lost: lostByAdoption(row.details, { wasByHand: row.how === 'adopted' }),
  }
}

/**
 * Two creates of one account at once: no index can refuse the second, since two people may have one
 * external id. So it waits, and its own statement, whose view begins afterwards, finds the first.
 */
const takeTurns = new Statement<never>(
  () => sql`select pg_advisory_xact_lock(hashtextextended(${sql.placeholder('account')}::text, 0))`,
  'one_create_an_account',
)

const organization = sql.placeholder('organizationId')
const scim = sql.placeholder('scimId')
const now = sql`${sql.placeholder('now')}::timestamptz`
const email = sql.placeholder('primaryEmailKey')
const userName = sql.placeholder('userNameKey')

/** Who it may be. Whoever has the user name is left out: that is for the index to refuse. */
const recogniseUser = sql`
    twin as (select ${hasEntraTwin(sql`null`)} as found),
    kept_by_hand as (${keptByHand}),
    account as (
      select id, scim_id, deleted_at is null as present, last_modified_at from ${employees}
      where organization_id = ${organization} and external_id_key = ${sql.placeholder('objectId')} and source = 'entra'
        and (deleted_at is not null or user_name_key is distinct from ${userName})
      for update
    ),
    -- An object id that two people have is nobody's: the mapping sends something else by that name.
    accounts as (select count(*) filter (where present) as present from account),
    candidates as (
      select id, source = 'local' as by_hand, last_modified_at from ${employees}
      where organization_id = ${organization} and primary_email_key = ${email} and same_as is null
        and case source
          when 'local' then deleted_at is null and not shares_email
          else deleted_at is not null or (not active and user_name_key is distinct from ${userName})
        end
      for update
    ),
    chosen as (
      select id, by_hand, by_id from (
        select id, false as by_hand, true as by_id, last_modified_at from account
        where not present and (select present from accounts) = 0
        union all
        select id, by_hand, false, last_modified_at from candidates
        where not (select found from twin) and (select count(*) from candidates where by_hand) < 2
      ) as possible
      where (select present from accounts) <> 1
      order by by_id desc, by_hand desc, last_modified_at desc, id
      limit 1
    )`

const isClaimed = sql`((select found from twin) or (select count(*) from kept_by_hand) > 1)`

const insertStatement = new Statement<Row>(
  () => sql`
    with input as (select ${columnsAsInput}), owned as (select ${sequrOwnsSql} as details), ${recogniseUser},
    adopted as (
      update ${employees} as e
      set source = 'entra', scim_id = ${scim}, external_id = i.external_id, external_id_key = i.external_id_key,
        user_name = i.user_name, user_name_key = i.user_name_key, primary_email = i.primary_email,
        primary_email_key = i.primary_email_key, ${adoptedAssignments},
        manager_scim_id = i.manager_scim_id, active = i.active, resource = i.resource, folded = i.folded,
        facts = i.facts, version = e.version + 1, created_at = ${now},
        last_modified_at = ${now}, deleted_at = null,
        shares_email = e.shares_email and e.primary_email_key is not distinct from i.primary_email_key,
        hold = case when e.same_as is not null then 'conflict'
          when i.active and ${isClaimed}
            and not (e.shares_email and e.primary_email_key is not distinct from i.primary_email_key) then 'conflict'
          when e.hold = 'by_hand' then e.hold end,
        deactivated_at = case when i.active then null else ${now} end
      from input as i, chosen as c, owned as o
      where e.organization_id = ${organization} and e.id = c.id
      returning e.id, e.version, e.active, e.hold, c.by_hand, c.by_id, ${adoptedBeforeAndAfter} as details
    ),
    waiting as (${holdKeptByHand(sql`(select count(*) from kept_by_hand) = 1
      and exists (select 1 from adopted where by_id and active and hold is null)`)}),
    inserted as (
      insert into ${employees} (organization_id, id, scim_id, source, external_id, external_id_key,
        user_name, user_name_key, primary_email, primary_email_key, display_name, given_name,
        family_name, title, department, phone, employee_number, preferred_language, manager_scim_id,
        active, hold, resource, folded, facts, version, created_at, last_modified_at, deactivated_at)
      select ${organization}, ${sql.placeholder('employeeId')}, ${scim}, 'entra', i.external_id, i.external_id_key,
        i.user_name, i.user_name_key, i.primary_email, i.primary_email_key, i.display_name, i.given_name,
        i.family_name, i.title, i.department, i.phone, i.employee_number, i.preferred_language, i.manager_scim_id,
        i.active, case when i.active and ${isClaimed} then 'conflict' end,
        i.resource, i.folded, i.facts, 1, ${now}, ${now},
        case when i.active then null else ${now} end
      from input as i
      where not exists (select 1 from adopted) and (select present from accounts) <> 1
      on conflict (organization_id, user_name_key) where deleted_at is null do nothing
      returning id, version, hold
    )
    select id as employee_id, ${scim} as scim_id, version, hold, case when by_hand then 'adopted' else 'returned' end as how,
      case when by_id then 'object_id' else 'email' end as by,
      (select jsonb_agg(jsonb_build_object('id', id, 'name', display_name)) from waiting) as kept, details
    from adopted
    union all
    select id, ${scim}, version, hold, 'new', null, null, null from inserted
    union all
    select id, scim_id, 0, null, 'same', 'object_id', null, null from account
    where present and (select present from accounts) = 1`,
  'insert_user',
)
