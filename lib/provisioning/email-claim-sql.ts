import { type SQL, sql } from 'drizzle-orm'
import { employees } from '@/db/schema'

/**
 * Who else has a primary e-mail (product.md 4.4), as parts of a statement with the placeholders
 * `organizationId` and `primaryEmailKey`. Whom an administrator has decided to be somebody else is
 * asked no more among people kept by hand.
 */
const organization = sql.placeholder('organizationId')
const email = sql`${sql.placeholder('primaryEmailKey')}::text`

/** Another active Entra account uses the e-mail. */
export function hasEntraTwin(self: SQL): SQL {
  return sql`exists (
    select 1 from ${employees} as twin
    where twin.organization_id = ${organization} and twin.primary_email_key = ${email}
      and twin.id is distinct from ${self} and twin.source = 'entra' and twin.active and twin.deleted_at is null
      and twin.hold is distinct from 'conflict'
  )`
}

const isKeptByHand = (alias: SQL) => sql`${alias}.organization_id = ${organization}
    and ${alias}.primary_email_key = ${email} and ${alias}.source = 'local'
    and ${alias}.deleted_at is null and not ${alias}.shares_email`

/** People kept by hand with this e-mail: one is the same person, of several nobody knows which. */
export const keptByHand = sql`select id from ${employees} as l where ${isKeptByHand(sql`l`)}`

/**
 * The one person kept by hand with this e-mail waits for a decision where `when` holds, so that no
 * two records of one person open doors beside each other without anybody knowing.
 */
export function holdKeptByHand(when: SQL): SQL {
  return sql`
    update ${employees} as k set hold = 'conflict'
    where ${isKeptByHand(sql`k`)} and k.active and k.hold is null and ${when}
    returning k.id, k.display_name`
}
