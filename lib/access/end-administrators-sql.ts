import { sql } from 'drizzle-orm'
import { employees, memberships, roles, sessions, users } from '@/db/schema'
import { textArrayNamed } from '@/db/statement'
import { isAdministrator } from './administrator-sql'

const organization = sql.placeholder('organizationId')

/**
 * Parts of the one applying statement: whoever left and was an administrator too, signs in no more
 * (product.md 0.2, 4.4); `administrator-sql.ts` says who is one. A hold ends doors and keys alone.
 *
 * The last Global Admin keeps the sign-in (3.9): Entra cannot lock an organisation out of Sequr.
 * Global Admins are locked first, so that two who leave at the same moment cannot both be "not the
 * last". Asks for `organizationId` and `ineligible`, gives `admin_ended (employee_id, user_id, role_id)`.
 */
export const endAdministrators = sql`
    leaving_admin as materialized (
      select m.user_id, min(e.id) as employee_id
      from ${memberships} as m
      join ${users} as u on u.id = m.user_id
      join ${employees} as e on e.organization_id = ${organization} and ${isAdministrator}
      where m.organization_id = ${organization} and e.id = any(${textArrayNamed('ineligible')})
        and (not e.active or e.deleted_at is not null)
      group by m.user_id
    ),
    global_admin as materialized (
      select m.user_id from ${memberships} as m
      join ${roles} as r on r.organization_id = m.organization_id and r.id = m.role_id
      where m.organization_id = ${organization} and r.based_on = 'global_admin'
        and exists (select 1 from leaving_admin)
      order by m.user_id
      for update of m
    ),
    membership_ended as (
      delete from ${memberships} as m using leaving_admin as l
      where m.organization_id = ${organization} and m.user_id = l.user_id and (
        m.user_id not in (select user_id from global_admin)
        or exists (select 1 from global_admin where user_id not in (select user_id from leaving_admin)))
      returning m.user_id, m.role_id
    ),
    signed_out as (
      delete from ${sessions} as s using membership_ended as m where s.user_id = m.user_id
    ),
    admin_ended as (
      select l.employee_id, m.user_id, m.role_id from membership_ended as m join leaving_admin as l on l.user_id = m.user_id
    )`
