import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import {
  cardRequests,
  cards,
  emails,
  employees,
  grants,
  integrations,
  invitations,
  mobileKeys,
  outboxMessages,
  ruleDrafts,
  ruleExclusions,
  ruleVersions,
  suppressions,
} from '@/db/schema'

/** What is shown where a name stood. */
export const DELETED_PERSON = 'Deleted person'

type Erasure = (tx: Context, ids: SQL) => SQL

/**
 * What is kept of people beside their own row, a statement each, for a list of their ids. A table
 * that comes to hold something about a person belongs here; `erase-deleted.db.test.ts` looks for
 * what was forgotten.
 */
export const erasures: Erasure[] = [
  /** To them, or about them: an e-mail has the id of the message that it was written for. */
  (tx, ids) => sql`
    delete from ${emails}
    where organization_id = ${tx.organizationId} and (employee_id = any(${ids}) or id in (
      select id from ${outboxMessages}
      where organization_id = ${tx.organizationId} and payload ->> 'employeeId' = any(${ids})))`,

  /** What waits is left to its handler, which finds nobody to write to. */
  (tx, ids) => sql`
    delete from ${outboxMessages}
    where organization_id = ${tx.organizationId} and payload ->> 'employeeId' = any(${ids})
      and (done_at is not null or dead_at is not null)`,

  (tx, ids) => sql`
    delete from ${suppressions} as s
    where s.organization_id = ${tx.organizationId}
      and s.recipient_key in (${keysOf(tx, sql`id = any(${ids})`)})
      and s.recipient_key not in (${keysOf(tx, sql`id <> all(${ids})`)})`,

  (tx, ids) => sql`
    delete from ${invitations} where organization_id = ${tx.organizationId} and employee_id = any(${ids})`,

  (tx, ids) => sql`
    update ${mobileKeys} set device = null
    where organization_id = ${tx.organizationId} and employee_id = any(${ids}) and device is not null`,

  (tx, ids) => sql`
    update ${cards} set number_hash = '', ending = ''
    where organization_id = ${tx.organizationId} and employee_id = any(${ids}) and revoked_at is not null`,

  (tx, ids) => sql`
    delete from ${cardRequests} where organization_id = ${tx.organizationId} and employee_id = any(${ids})`,

  (tx, ids) => sql`
    delete from ${grants} where organization_id = ${tx.organizationId} and employee_id = any(${ids})`,

  (tx, ids) => sql`
    delete from ${ruleExclusions} where organization_id = ${tx.organizationId} and employee_id = any(${ids})`,

  (tx, ids) => sql`
    update ${ruleDrafts} set content = ${leavingNobodyOut(sql`content`, ids)}
    where organization_id = ${tx.organizationId} and ${names(sql`content`, ids)}`,

  (tx, ids) => sql`
    update ${ruleVersions} set content = (
      select jsonb_agg(${leavingNobodyOut(sql`r.rule`, ids)} order by r.n)
      from jsonb_array_elements(content) with ordinality as r (rule, n))
    where organization_id = ${tx.organizationId} and ${names(sql`content`, ids)}`,

  /** Not emptied: then the next who arrives would be told as the first. */
  (tx, ids) => sql`
    update ${integrations} set first_person_name = ${DELETED_PERSON}
    where organization_id = ${tx.organizationId} and first_person_name in (
      select display_name from ${employees} where organization_id = ${tx.organizationId} and id = any(${ids}))`,
]

function keysOf(tx: Context, which: SQL): SQL {
  return sql`select primary_email_key from ${employees}
    where organization_id = ${tx.organizationId} and primary_email_key is not null and ${which}`
}

/** A rule without its exceptions for these people: with each stands why. */
function leavingNobodyOut(rule: SQL, ids: SQL): SQL {
  return sql`jsonb_set(${rule}, '{leftOut}', (
    select coalesce(jsonb_agg(l.one order by l.n), '[]')
    from jsonb_array_elements(${rule} -> 'leftOut') with ordinality as l (one, n)
    where l.one ->> 'employeeId' <> all(${ids})))`
}

const names = (content: SQL, ids: SQL) =>
  sql`exists (select 1 from unnest(${ids}) as person (id) where strpos(${content}::text, person.id) > 0)`
