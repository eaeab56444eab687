import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, employees, memberships, roles, users } from '@/db/schema'
import { isAdministrator } from '../administrator-sql'

/** The role that somebody had as an administrator before all access ended. */
export interface HadRole {
  userId: string
  roleId: string
  role: string
  rank: number
  until: Date
}

/**
 * What a person was allowed to do in Sequr before they left, and who is back and still the owner of
 * that sign-in. It does not come back by itself (product.md 4.4); it is offered until it is given
 * again. Read from the activity log, which alone remembers it.
 */
export async function readHadRole(
  ctx: Context,
  { employeeId }: { employeeId: string },
): Promise<HadRole | null> {
  const { rows } = await ctx.db.execute<{
    user_id: string
    role_id: string
    role: string
    rank: number
    until: string
  }>(sql`
    with ended as (
      select a.at, a.kind, a.data ->> 'userId' as user_id, a.data ->> 'roleId' as role_id
      from ${activity} as a
      where a.organization_id = ${ctx.organizationId} and a.subject_id = ${employeeId}
        and a.kind in ('employee.signed_out', 'employee.admin_again')
      order by a.at desc, a.id desc limit 1
    )
    select u.id as user_id, r.id as role_id, r.name as role, r.rank, ended.at as until
    from ended
    join ${users} as u on u.id = ended.user_id
    join ${roles} as r on r.organization_id = ${ctx.organizationId} and r.id = ended.role_id
    join ${employees} as e on e.organization_id = ${ctx.organizationId} and e.id = ${employeeId}
    where ended.kind = 'employee.signed_out' and e.active and e.deleted_at is null and e.hold is null
      and ${isAdministrator}
      and not exists (
        select 1 from ${memberships} as m
        where m.organization_id = ${ctx.organizationId} and m.user_id = u.id)`)
  const [row] = rows
  if (!row) return null
  const { user_id: userId, role_id: roleId, until, ...role } = row
  return { userId, roleId, ...role, until: new Date(until) }
}
