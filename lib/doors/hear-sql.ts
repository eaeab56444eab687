import { type SQL, sql } from 'drizzle-orm'
import { controllerHearings, doorAskers } from '@/db/schema'

/**
 * What tells later which doors know of a change, and since when (docs/decisions/010): parts of the
 * statements in which a controller is heard. `heard` is its row when that was just noted in the
 * controller itself, so a minute is written down once however much is asked in it.
 */
export function noteHearingSql(now: SQL): SQL {
  return sql`
    insert into ${controllerHearings} (organization_id, controller_id, at)
    select organization_id, id, ${now} from heard
    on conflict do nothing`
}

/** Which `controller` asks for the `door`; a row is written only when it is another one than before. */
export const noteAskerSql = sql`
    insert into ${doorAskers} (organization_id, door_id, controller_id)
    select c.organization_id, d.id, c.id from controller as c cross join door as d
    where not exists (
      select 1 from ${doorAskers} as a
      where a.organization_id = c.organization_id and a.door_id = d.id and a.controller_id = c.id)
    on conflict (organization_id, door_id) do update set controller_id = excluded.controller_id`
