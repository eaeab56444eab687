import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, cards, employees } from '@/db/schema'
import { listHadByHand } from '../by-hand/list-had-by-hand'
import { readHadRole } from './read-had-role'

/** Who is back is told for so long, unless everything was given again before. */
const TOLD_DAYS = 30
/** Each is one person's errand; beyond this many the earlier ones wait on their pages. */
const PEOPLE_MAX = 20
/** So many returns are looked at, the latest ones. */
const RETURNS_MAX = 500

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
 * People who are here and came back lately, and had something by hand, a card or a role before. The
 * log is asked along its index for returns; after everybody was away at once, the latest alone.
 */
async function findCandidates(ctx: Context): Promise<Candidate[]> {
  const { organizationId } = ctx
  const { rows } = await ctx.db.execute<Candidate>(sql`
    with returns as (
      select a.subject_id as id, max(a.at) as since
      from (
        select subject_id, at from ${activity}
        where organization_id = ${organizationId} and kind = 'employee.reactivated'
          and at > ${ctx.now.toISOString()}::timestamptz - make_interval(days => ${TOLD_DAYS})
        order by at desc limit ${RETURNS_MAX}
      ) as a
      group by a.subject_id
    ),
    back as (
      select e.id, e.display_name as name, r.since
      from returns as r
      join ${employees} as e on e.organization_id = ${organizationId} and e.id = r.id
      where e.active and e.deleted_at is null and e.hold is null
    ),
    told as (
      select back.*, exists (
          select 1 from ${cards} as c
          where c.organization_id = ${organizationId} and c.employee_id = back.id and c.revoked_at < back.since
        ) and not exists (
          select 1 from ${cards} as c
          where c.organization_id = ${organizationId} and c.employee_id = back.id and c.revoked_at is null
        ) as card
      from back
    )
    select id, name, since, card from told
    where card or exists (
      select 1 from ${activity} as a
      where a.organization_id = ${organizationId} and a.subject_id = told.id and a.at < told.since
        and (a.kind = 'employee.signed_out' or (a.kind = 'access.given' and a.data ? 'byHand')))
    order by since desc limit ${PEOPLE_MAX}`)
  return rows
}
