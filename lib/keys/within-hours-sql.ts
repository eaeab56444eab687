import { type SQL, sql } from 'drizzle-orm'
import { accessGroups, properties } from '@/db/schema'

/**
 * Whether an access group opens its doors at a moment; `a` is its row in the query around. The
 * schedule stands on the property's wall clock, so the moment is turned into that clock, which is
 * unambiguous on every day: an hour that the clocks skip never comes, one that they repeat counts
 * twice. A line whose end is not later than its beginning runs into the next day. A schedule that
 * cannot be read opens nothing.
 */
export function withinHoursSql(now: SQL): SQL<boolean> {
  return sql<boolean>`(a.hours is null or coalesce((
    select bool_or(case when line."from" < line."to"
      then line.days @> at.today and at.clock >= line."from" and at.clock < line."to"
      else (line.days @> at.today and at.clock >= line."from")
        or (line.days @> at.yesterday and at.clock < line."to") end)
    from (
      select to_char(wall, 'HH24:MI') as clock, to_jsonb(extract(isodow from wall)::int) as today,
        to_jsonb((extract(isodow from wall)::int + 5) % 7 + 1) as yesterday
      from (
        select ${now} at time zone p.time_zone as wall from ${properties} as p
        where p.organization_id = a.organization_id and p.id = a.property_id
      ) as there
    ) as at, jsonb_to_recordset(a.hours) as line (days jsonb, "from" text, "to" text)
  ), false))`
}

/** The row that `withinHoursSql` asks about, joined to a row that names the access group. */
export function joinAccessGroup(of: SQL): SQL {
  return sql`join ${accessGroups} as a
    on a.organization_id = ${of}.organization_id and a.id = ${of}.access_group_id`
}
