import { type SQL, sql } from 'drizzle-orm'
import { accessGroupDoors, grants } from '@/db/schema'
import { joinAccessGroup, withinHoursSql } from './within-hours-sql'

/** Whether a grant for the door runs, and whether one of those opens it at this hour. */
interface Granted {
  runs: SQL
  opens: SQL
}

/**
 * Whether a key or a card opens a door, said once for the door that asks and for the page that lists.
 * The query around it names the rows: `e` an employee, `k` what is carried (`carried-sql.ts`) or none,
 * `d` a door or none. The first refusal that holds is the reason; `open` is the only yes, so what
 * nobody thought of stays shut. A query that is about many people says of each what is `granted`;
 * one that may be about a card says what stays `unknown` without a row.
 */
export function answerSql(
  now: SQL,
  {
    granted = grantedAt(now),
    unknown = sql`'unknown_key'`,
  }: { granted?: Granted; unknown?: SQL } = {},
): SQL<string> {
  return sql<string>`case
    when d.id is null then 'unknown_door'
    when k.id is null then ${unknown}
    when not e.active or e.deleted_at is not null then 'left'
    when e.hold is not null then 'held'
    when k.revoked_at is not null then 'revoked'
    when k.suspended_at is not null then case k.kind when 'card' then 'card_suspended' else 'suspended' end
    when k.property_id <> d.property_id then 'wrong_property'
    when k.state = 'expired' then 'expired'
    when k.state <> 'active' then 'not_active'
    when k.starts_at > ${now} then 'not_started'
    when ${granted.opens} then 'open'
    when ${granted.runs} then 'outside_hours'
    when ${grantWhere(sql`g.until <= ${now}`)} then 'grant_ended'
    else 'no_grant'
  end`
}

function grantedAt(now: SQL): Granted {
  const running = sql`(g.until is null or g.until > ${now})`
  return {
    runs: grantWhere(running),
    opens: grantWhere(sql`${running} and ${withinHoursSql(now)}`),
  }
}

function grantWhere(still: SQL): SQL {
  return sql`exists (
    select 1 from ${grants} as g
    join ${accessGroupDoors} as gd
      on gd.organization_id = g.organization_id and gd.access_group_id = g.access_group_id
    ${joinAccessGroup(sql`g`)}
    where g.organization_id = d.organization_id and g.employee_id = e.id
      and gd.door_id = d.id and ${still})`
}
