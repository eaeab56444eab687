import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { directoryGroupMembers, directoryGroups, employees } from '@/db/schema'
import { Statement } from '@/db/statement'
import type { GroupReference, UserRead } from '@/lib/scim/store'

/** What SCIM reads of a person. */
export const storedColumns = {
  employeeId: employees.id,
  id: employees.scimId,
  version: employees.version,
  created: employees.createdAt,
  lastModified: employees.lastModifiedAt,
  resource: employees.resource,
}

const groupsColumnSql = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('value', o.id, 'display', o.display_name) order by o.display_name_key), '[]'::jsonb)
  from ${directoryGroupMembers} as m
  join ${directoryGroups} as o on o.organization_id = m.organization_id and o.id = m.group_id and o.deleted_at is null
  where m.organization_id = ${employees.organizationId} and m.member_id = ${employees.id}
)`
// Nested, because Drizzle drops the table's name from columns at the top of a selected expression.
export const groupsColumn = sql<GroupReference[]>`${groupsColumnSql}`

export interface FoundUser {
  id: string
  version: number
  created: Date
  lastModified: Date
  resource: Record<string, unknown>
  groups?: GroupReference[]
}

type Row = {
  scim_id: string
  version: string | number
  created_at: string
  last_modified_at: string
  resource: Record<string, unknown>
  groups?: GroupReference[]
}

/** One person by the id or the folded user name: the reads that a client makes of everybody in each cycle. */
export async function findUser(
  ctx: Context,
  by: { scimId: string } | { userNameKey: string },
  { withGroups }: UserRead,
): Promise<FoundUser | undefined> {
  const { organizationId } = ctx
  const shelf = withGroups ? statements.withGroups : statements.alone
  const [row] =
    'scimId' in by
      ? await shelf.byId.run(ctx.db, { organizationId, key: by.scimId })
      : await shelf.byName.run(ctx.db, { organizationId, key: by.userNameKey })
  if (!row) return undefined
  return {
    id: row.scim_id,
    version: Number(row.version),
    created: new Date(row.created_at),
    lastModified: new Date(row.last_modified_at),
    resource: row.resource,
    ...(row.groups ? { groups: row.groups } : {}),
  }
}

const statements = {
  alone: {
    byId: findStatement('scim_id', { withGroups: false }),
    byName: findStatement('user_name_key', { withGroups: false }),
  },
  withGroups: {
    byId: findStatement('scim_id', { withGroups: true }),
    byName: findStatement('user_name_key', { withGroups: true }),
  },
}

function findStatement(column: 'scim_id' | 'user_name_key', { withGroups }: UserRead) {
  const groups = () => (withGroups ? sql`, ${groupsColumnSql} as groups` : sql``)
  return new Statement<Row>(
    () => sql`
      select scim_id, version, created_at, last_modified_at, resource${groups()}
      from ${employees}
      where organization_id = ${sql.placeholder('organizationId')} and deleted_at is null
        and user_name is not null and ${sql.identifier(column)} = ${sql.placeholder('key')}`,
    `user_by_${column}${withGroups ? '_with_groups' : ''}`,
  )
}
