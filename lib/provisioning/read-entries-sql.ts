import { type SQL, sql } from 'drizzle-orm'
import { activity, directoryGroups, employees, requestBodies } from '@/db/schema'
import type { Actor } from '@/lib/kernel/actors'
import { newId } from '@/lib/kernel/ids'
import type { RequestEntry } from './request-entry'

/** A request that changed nothing: a read or a refusal. */
export interface ReadEntry {
  organizationId: string
  actor: Actor
  requestId: string
  at: Date
  entry: RequestEntry
}

/**
 * Writes gathered requests in one statement, of any organisations. Whom an address speaks of is
 * looked up here, so that a refused change is found on the person's page under the person's name.
 */
export function readEntriesStatement(reads: readonly ReadEntry[]): SQL {
  // Ids made in the order of the list keep it: entries of one moment are read back as they came.
  const ids = reads.map(({ at }) => newId('activity', at)).sort()
  const rows = reads.map(({ organizationId, actor, requestId, at, entry }, index) => ({
    organization_id: organizationId,
    id: ids[index],
    at: at.toISOString(),
    actor,
    request_id: requestId,
    resource_type: entry.data.resource?.type ?? null,
    resource_id: entry.data.resource?.id ?? null,
    data: entry.data,
    sent: entry.body ?? null,
  }))
  return sql`
    with e as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
        organization_id text, id text, at timestamptz, actor jsonb, request_id text,
        resource_type text, resource_id text, data jsonb, sent text)
    ),
    kept as (
      insert into ${requestBodies} (organization_id, request_id, at, sent)
      select organization_id, request_id, at, sent from e where sent is not null
      on conflict (organization_id, request_id) do nothing
    ),
    told as (
      select e.*, p.id as employee_id, g.id as group_id, coalesce(p.display_name, g.display_name) as name
      from e
      left join ${employees} as p on e.resource_type = 'User'
        and p.organization_id = e.organization_id and p.scim_id = e.resource_id
      left join ${directoryGroups} as g on e.resource_type = 'Group'
        and g.organization_id = e.organization_id and g.id = e.resource_id
    )
    insert into ${activity} (organization_id, id, at, lens, kind, actor, subject_kind, subject_id, request_id, data)
    select organization_id, id, at, 'sync', 'scim.request', actor,
      case when employee_id is not null then 'employee' when group_id is not null then 'group' end,
      coalesce(employee_id, group_id), request_id,
      case when name is null then data else jsonb_set(data, '{resource,name}', to_jsonb(name)) end
    from told`
}
