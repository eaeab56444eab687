import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, cards, employees, memberships, mobileKeys, users } from '@/db/schema'
import { listHadByHand } from '../by-hand/list-had-by-hand'
import { readHadRole } from './read-had-role'

/** Who is back is told for so long, unless everything was given again before. */
const TOLD_DAYS = 30
/** Each is one person's errand; beyond this many the earlier ones wait on their pages. */
const PEOPLE_MAX = 20

/** Somebody who is back without what does not come back by itself (product.md 4.4). */
export interface Returned {
  employeeId: string
  name: string
  since: Date
  /** The access groups that were given by hand. */
  byHand: string[]
  card: boolean
  role: string | null
}

export async function listReturned(ctx: Context): Promise<Returned[]> {
  const returned: Returned[] = []
  for (const { id: employeeId, name, since, card } of await findCandidates(ctx)) {
    const byHand = (await listHadByHand(ctx, { employeeId })).map((one) => one.accessGroup)
    const role = (await readHadRole(ctx, { employeeId }))?.role ?? null
    if (byHand.length === 0 && !card && role === null) continue
    returned.push({ employeeId, name, since: new Date(since), byHand, card, role })
  }
  return returned
}

type Candidate = { id: string; name: string; since: string; card: boolean }

/**
 * People who are here, had what opens doors or signs in until all of it ended, and came back lately.
 * That narrows them to a few before the log is asked, which has no index of its own for returns;
 * whatever else they had was of no use without one of these.
 */
async function findCandidates(ctx: Context): Promise<Candidate[]> {
  const { organizationId } = ctx
  const { rows } = await ctx.db.execute<Candidate>(sql`
    with had as (
      select k.employee_id as id from ${mobileKeys} as k
      where k.organization_id = ${organizationId} and k.revoked_at is not null and k.cause = 'All access ended.'
      union select c.employee_id from ${cards} as c
      where c.organization_id = ${organizationId} and c.revoked_at is not null
      union select e.id from ${users} as u
      join ${employees} as e on e.organization_id = ${organizationId}
        and (e.user_name_key = lower(u.email) or e.primary_email_key = lower(u.email))
      where not exists (
        select 1 from ${memberships} as m
        where m.organization_id = ${organizationId} and m.user_id = u.id)
    ),
    back as (
      select e.id, e.display_name as name, (
        select max(a.at) from ${activity} as a
        where a.organization_id = ${organizationId} and a.subject_id = e.id
          and a.at > ${ctx.now.toISOString()}::timestamptz - make_interval(days => ${TOLD_DAYS})
          and a.kind = 'employee.reactivated') as since
      from ${employees} as e
      where e.organization_id = ${organizationId} and e.id in (select id from had)
        and e.active and e.deleted_at is null and e.hold is null
    ),
    told as (
      select back.*, exists (
          select 1 from ${cards} as c
          where c.organization_id = ${organizationId} and c.employee_id = back.id and c.revoked_at < back.since
        ) and not exists (
          select 1 from ${cards} as c
          where c.organization_id = ${organizationId} and c.employee_id = back.id and c.revoked_at is null
        ) as card
      from back where since is not null
    )
    select id, name, since, card from told
    where card or exists (
      select 1 from ${activity} as a
      where a.organization_id = ${organizationId} and a.subject_id = told.id and a.at < told.since
        and (a.kind = 'employee.signed_out' or (a.kind = 'access.given' and a.data ? 'byHand')))
    order by since desc limit ${PEOPLE_MAX}`)
  return rows
}
