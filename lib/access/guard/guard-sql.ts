import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees, GUARD_PEOPLE_DEFAULT, GUARD_PERCENT_DEFAULT, removalGuards } from '@/db/schema'
import type { StatementPart } from '@/db/statement'
import { GUARD_PEOPLE_MIN } from '../schemas'

/** How long a loss counts (product.md 4.5): a bulk edit in HR arrives over a cycle, not at once. */
const WINDOW_SECONDS = 30 * 60

/**
 * A part of the deciding statement: `verdict (passed)`, whether the people who lose something in it
 * may, together with those of the last half hour. Their losses are counted only if they may; whose
 * removal waits already is not counted again, nor is a leaver, who is never held.
 *
 * The one row per organisation is locked by the update, so two pushes count one after the other and
 * the second sees what the first has used up, whether or not their snapshots do.
 */
export function guardPart({ now }: Context): StatementPart {
  const seconds = Math.floor(now.getTime() / 1000)
  return { name: 'guard', build: guardSql, values: { seconds } }
}

const organization = sql.placeholder('organizationId')
const seconds = sql`${sql.placeholder('seconds')}::bigint`

function guardSql(): SQL {
  const used = sql`(
    select coalesce(jsonb_object_agg(r.key, r.value), '{}'::jsonb)
    from jsonb_each(${removalGuards.recent}) as r
    where (r.value)::bigint > ${seconds} - ${WINDOW_SECONDS}::int)`
  const fits = (recent: SQL, limit: SQL) =>
    sql`((select count(*) from jsonb_object_keys(${recent})) <= ${limit})`
  const within = fits(
    sql`${used} || excluded.recent`,
    limitSql({ percent: sql`${removalGuards.percent}`, people: sql`${removalGuards.people}` }),
  )
  const fresh = fits(
    sql`l.people`,
    limitSql({
      percent: sql`${GUARD_PERCENT_DEFAULT}::int`,
      people: sql`${GUARD_PEOPLE_DEFAULT}::int`,
    }),
  )
  return sql`
    losing as (
      select jsonb_object_agg(c.person_id, ${seconds}) as people
      from changed as c join person as p on p.id = c.person_id
      where p.eligible and not c.held and c.before is not null
        and not coalesce(c.before -> 'access_group_ids' <@ (c.after -> 'access_group_ids'), jsonb_array_length(c.before -> 'access_group_ids') = 0)
    ),
    verdict as (
      insert into ${removalGuards} (organization_id, recent, passed)
      select ${organization}, case when ${fresh} then l.people else '{}'::jsonb end, ${fresh}
      from losing as l where l.people is not null
      on conflict (organization_id) do update set
        recent = case when ${within} then ${used} || excluded.recent else ${used} end,
        passed = ${within}
      returning passed
    )`
}

/** The same as `limitOf`; people are counted only as far as the share can matter. */
function limitSql(guard: { percent: SQL; people: SQL }): SQL {
  return sql`greatest(${GUARD_PEOPLE_MIN}::int, least(${guard.people}, (
    select floor(count(*) * ${guard.percent} / 100.0) from (
      select 1 from ${employees} as e
      where e.organization_id = ${organization} and e.active and e.deleted_at is null
      limit ${guard.people} * 100 / ${guard.percent} + 1
    ) as counted)))`
}
