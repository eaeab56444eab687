import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { directoryGroupMembers, directoryGroups, employees } from '@/db/schema'
import { type Facts, type FactValues, rawValues } from '@/lib/rules/engine/facts'
import type { ListedPerson } from '../schemas'

/** A person with everything that a decision looks at, and the values as they were sent. */
export interface TriedFacts {
  person: ListedPerson
  facts: Facts
  state: 'eligible' | 'held' | 'inactive'
}

const MOST = 120

/** Groups whose members have not all arrived, as an array: nobody can be said to be in none of them. */
export function unknownGroups(ctx: Context): SQL<string[]> {
  return sql`array(
    select g.id from ${directoryGroups} as g
    where g.organization_id = ${ctx.organizationId} and g.members_known_at is null)`
}

/** People who are not deleted and meet a predicate over `e`, by name; one statement. */
export async function readTriedPeople(ctx: Context, predicate: SQL): Promise<TriedFacts[]> {
  const { rows } = await ctx.db.execute<{
    id: string
    name: string
    department: string | null
    resource: Record<string, unknown>
    values: FactValues
    groups: string[]
    unknown_groups: string[]
    state: TriedFacts['state']
  }>(sql`
    select e.id, e.display_name as name, e.department, e.resource, e.facts as values,
      array(
        select m.group_id from ${directoryGroupMembers} as m
        where m.organization_id = e.organization_id and m.member_id = e.id
      ) as groups,
      ${unknownGroups(ctx)} as unknown_groups,
      case when not e.active then 'inactive' when e.hold is not null then 'held' else 'eligible' end as state
    from ${employees} as e
    where e.organization_id = ${ctx.organizationId} and e.deleted_at is null and ${predicate}
    order by e.display_name, e.id
    limit ${MOST}`)
  return rows.map(({ id, name, department, resource, state, values, groups, unknown_groups }) => ({
    person: { id, name, department },
    facts: { values, groups, unknownGroups: unknown_groups, sent: rawValues(resource) },
    state,
  }))
}
