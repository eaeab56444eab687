import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { directoryGroupMembers, directoryGroups, employees } from '@/db/schema'
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

/**
 * One person by the id or the folded user name: the reads that a client makes of everybody in each
 * cycle. They are prepared, once for each connection, because building and planning the statement
 * costs more than running it.
 */
export async function findUser(
  ctx: Context,
  by: { scimId: string } | { userNameKey: string },
  { withGroups }: UserRead,
) {
  const statements = statementsFor(ctx.db)[withGroups ? 'withGroups' : 'alone']
  const { organizationId } = ctx
  const [row] =
    'scimId' in by
      ? await statements.byId.execute({ organizationId, key: by.scimId })
      : await statements.byName.execute({ organizationId, key: by.userNameKey })
  return row
}

function prepare(db: Db) {
  const where = (column: typeof employees.scimId | typeof employees.userNameKey) =>
    and(
      eq(employees.organizationId, sql.placeholder('organizationId')),
      isNull(employees.deletedAt),
      isNotNull(employees.userName),
      eq(column, sql.placeholder('key')),
    )
  const alone = () => db.select(storedColumns).from(employees)
  const withGroups = () => db.select({ ...storedColumns, groups: groupsColumn }).from(employees)
  const [id, name] = [where(employees.scimId), where(employees.userNameKey)]
  return {
    alone: {
      byId: alone().where(id).prepare('scim_user_by_id'),
      byName: alone().where(name).prepare('scim_user_by_name'),
    },
    withGroups: {
      byId: withGroups().where(id).prepare('scim_user_by_id_with_groups'),
      byName: withGroups().where(name).prepare('scim_user_by_name_with_groups'),
    },
  }
}

const prepared = new WeakMap<Db, ReturnType<typeof prepare>>()

function statementsFor(db: Db): ReturnType<typeof prepare> {
  const known = prepared.get(db)
  if (known) return known
  const statements = prepare(db)
  prepared.set(db, statements)
  return statements
}
