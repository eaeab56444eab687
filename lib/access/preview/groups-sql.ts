import { type SQL, sql } from 'drizzle-orm'
import { directoryGroupMembers, directoryGroups } from '@/db/schema'

/** The columns `groups_known` and `groups` of a person `e`, for conditions that ask for groups. */
export function groupsOf(organizationId: string): SQL {
  return sql`
    exists (select 1 from ${directoryGroups} as g where g.organization_id = ${organizationId}) as groups_known,
    array(
      select m.group_id from ${directoryGroupMembers} as m
      where m.organization_id = e.organization_id and m.member_id = e.id
    ) as groups`
}
