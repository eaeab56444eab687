import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import {
  employees,
  GUARD_PEOPLE_DEFAULT,
  GUARD_PERCENT_DEFAULT,
  organizations,
  removalGuards,
} from '@/db/schema'
import { GUARD_PEOPLE_MIN, type GuardView } from '../schemas'

/** The organisation's removal guard and what it comes to for today's people. */
export async function guardLimit(ctx: Context): Promise<GuardView> {
  const { rows } = await ctx.db.execute<{
    percent: number
    people: number
    people_total: number
  }>(sql`
    select coalesce(g.percent, ${GUARD_PERCENT_DEFAULT}) as percent,
      coalesce(g.people, ${GUARD_PEOPLE_DEFAULT}) as people,
      (select count(*)::int from ${employees}
        where organization_id = ${ctx.organizationId} and active and deleted_at is null) as people_total
    from ${organizations} as o
    left join ${removalGuards} as g on g.organization_id = o.id
    where o.id = ${ctx.organizationId}`)
  const { percent, people, people_total } = rows[0] ?? {
    percent: GUARD_PERCENT_DEFAULT,
    people: GUARD_PEOPLE_DEFAULT,
    people_total: 0,
  }
  return {
    percent,
    people,
    peopleTotal: people_total,
    limit: limitOf({ percent, people }, people_total),
  }
}

/** Whichever is smaller, not below five: else every small team would wait (product.md 4.5). */
export function limitOf(guard: { percent: number; people: number }, peopleTotal: number): number {
  const share = Math.floor((peopleTotal * guard.percent) / 100)
  return Math.max(GUARD_PEOPLE_MIN, Math.min(guard.people, share))
}
