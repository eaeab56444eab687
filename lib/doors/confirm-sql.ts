import { type SQL, sql } from 'drizzle-orm'
import {
  accessGroupDoors,
  controllerHearings,
  doorAskers,
  doorControllers,
  doors,
  properties,
} from '@/db/schema'

/** A page names so many of the doors that one controller is silent for; it counts them all. */
const DOORS_NAMED_MAX = 20

/**
 * Of each change: how many doors it is about, which of them know of it, since when all do, and which
 * are silent (docs/decisions/010). `changes` selects `ref`, `property_id`, `at`, and
 * `access_group_id` where a change is about that group's doors alone.
 *
 * A door is guarded by the controller that asked for it last. While none has, or that one was
 * revoked, it counts under every controller of its property that was ever heard, and knows when all
 * of them do, which is the same for all such doors. Since when is told where the controller's
 * hearings reach back before the change, or it was made after it: what is older has been deleted.
 * What was heard may be noted a minute late.
 */
export function confirmSql(organizationId: string, changes: SQL): SQL {
  return sql`
    with change as materialized (${changes}),
    guard as materialized (
      select ch.ref, c.id, c.name, c.last_heard_at, c.last_heard_at > ch.at as knows,
        case when c.created_at > ch.at or exists (
            select 1 from ${controllerHearings} as h
            where h.organization_id = c.organization_id and h.controller_id = c.id and h.at <= ch.at)
          then (select min(h.at) from ${controllerHearings} as h
            where h.organization_id = c.organization_id and h.controller_id = c.id and h.at > ch.at)
        end as knows_since
      from change as ch
      join ${doorControllers} as c on c.organization_id = ${organizationId}
        and (c.property_id is null or c.property_id = ch.property_id)
        and c.revoked_at is null and c.last_heard_at is not null
    ),
    anyone as materialized (
      select ref, bool_and(knows) as knows,
        case when bool_and(knows_since is not null) then max(knows_since) end as knows_since,
        (array_agg(id order by last_heard_at, id) filter (where not knows))[1] as silent
      from guard group by ref
    ),
    told as materialized (
      select ch.ref, d.id, d.name, d.name_key, coalesce(g.ref, any_of.ref) is not null as guarded,
        coalesce(g.knows, any_of.knows, false) as knows,
        case when g.id is null then any_of.knows_since else g.knows_since end as knows_since,
        case when g.id is null then any_of.silent when not g.knows then g.id end as silent
      from change as ch
      join ${doors} as d on d.organization_id = ${organizationId} and d.property_id = ch.property_id
        and (ch.access_group_id is null or d.id in (
          select gd.door_id from ${accessGroupDoors} as gd
          where gd.organization_id = d.organization_id and gd.access_group_id = ch.access_group_id))
      left join ${doorAskers} as a on a.organization_id = d.organization_id and a.door_id = d.id
      left join guard as g on g.ref = ch.ref and g.id = a.controller_id
      left join anyone as any_of on any_of.ref = ch.ref and g.id is null
    ),
    silence as (
      select told.ref, g.id, jsonb_build_object('controller', g.name, 'since', g.last_heard_at,
        'count', count(*), 'doors', (array_agg(told.name order by told.name_key))[1:${sql.raw(`${DOORS_NAMED_MAX}`)}]) as one
      from told join guard as g on g.ref = told.ref and g.id = told.silent
      group by told.ref, g.id, g.name, g.last_heard_at
    )
    select ch.ref, ch.at, p.id as "propertyId", p.name as property, p.time_zone as "timeZone",
      count(*) filter (where told.guarded)::int as doors,
      count(*) filter (where told.knows)::int as confirmed,
      count(*) filter (where not told.guarded)::int as unasked,
      case when bool_and(told.knows_since is not null) filter (where told.guarded)
        then max(told.knows_since) end as "confirmedAt",
      (select coalesce(jsonb_agg(s.one order by s.one ->> 'since', s.id), '[]'::jsonb)
        from silence as s where s.ref = ch.ref) as silent
    from change as ch
    join ${properties} as p on p.organization_id = ${organizationId} and p.id = ch.property_id
    join told on told.ref = ch.ref
    group by ch.ref, ch.at, p.id, p.name, p.name_key, p.time_zone
    order by p.name_key, ch.ref`
}
