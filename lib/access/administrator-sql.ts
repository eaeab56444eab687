import { type SQL, sql } from 'drizzle-orm'
import { accounts, employees } from '@/db/schema'

const present = (of: SQL) => sql`
  select 1 from ${employees} as t
  where t.organization_id = e.organization_id and t.id <> e.id and t.active and t.deleted_at is null
    and t.same_as is distinct from e.id and ${of}`

/**
 * Whether the employee `e` is the administrator `u`: by the Microsoft account or, before that is
 * linked, by the address of the sign-in, which may be the user name or the primary e-mail. A user
 * name is one person's; an e-mail that somebody present has too, as either, names nobody. One's own second account is nobody else.
 */
export const isAdministrator = sql`(
  e.external_id_key in (
    select split_part(a.provider_account_id, '.', 2) from ${accounts} as a where a.user_id = u.id)
  or (e.user_name_key = lower(u.email) and not exists (${present(sql`t.user_name_key = e.user_name_key`)}))
  or (e.primary_email_key = lower(u.email) and not exists (${present(
    sql`e.primary_email_key in (t.primary_email_key, t.user_name_key)`,
  )})))`
