import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { directoryGroupMembers, directoryGroups, employees } from '@/db/schema'
import { type AttributePath, pathName } from '@/lib/scim/attribute'
import type { Comparison } from '@/lib/scim/filter/ast'
import { foldCase } from '@/lib/scim/fold-case'
import { orderSql, textPredicate } from './filter-predicates'
import { ENTERPRISE } from './user-mapping'

/**
 * Which SCIM attributes of a resource type live in columns or in rows of their own. Everything
 * else is read from the JSON document. Indexed lookups all stand here.
 */
export interface FilterTable {
  resource: SQL
  folded: SQL
  compare(comparison: Comparison): SQL | undefined
  present(path: AttributePath): SQL | undefined
  /** The folded list with an index of its own, when `path` is one. */
  containable(path: AttributePath): SQL | undefined
  /** Rows (exact jsonb, folded jsonb) of a list that is kept as rows. */
  elements?(path: AttributePath): SQL | undefined
}

type Column =
  | { kind: 'exact'; column: AnyPgColumn }
  | { kind: 'folded'; column: AnyPgColumn }
  | { kind: 'moment'; column: AnyPgColumn }
  | { kind: 'boolean'; column: AnyPgColumn }
  | { kind: 'externalId'; exact: AnyPgColumn; folded: AnyPgColumn }
  | { kind: 'constant'; text: string }

const userColumns: Record<string, Column> = {
  id: { kind: 'exact', column: employees.scimId },
  userName: { kind: 'folded', column: employees.userNameKey },
  externalId: {
    kind: 'externalId',
    exact: employees.externalId,
    folded: employees.externalIdKey,
  },
  active: { kind: 'boolean', column: employees.active },
  'meta.created': { kind: 'moment', column: employees.createdAt },
  'meta.lastModified': { kind: 'moment', column: employees.lastModifiedAt },
  'meta.resourceType': { kind: 'constant', text: 'User' },
  [`${ENTERPRISE}:manager`]: { kind: 'exact', column: employees.managerScimId },
  [`${ENTERPRISE}:manager.value`]: { kind: 'exact', column: employees.managerScimId },
}

const groupColumns: Record<string, Column> = {
  id: { kind: 'exact', column: directoryGroups.id },
  displayName: { kind: 'folded', column: directoryGroups.displayNameKey },
  externalId: {
    kind: 'externalId',
    exact: directoryGroups.externalId,
    folded: directoryGroups.externalIdKey,
  },
  'meta.created': { kind: 'moment', column: directoryGroups.createdAt },
  'meta.lastModified': { kind: 'moment', column: directoryGroups.lastModifiedAt },
  'meta.resourceType': { kind: 'constant', text: 'Group' },
}

export function userFilterTable(organizationId: string): FilterTable {
  const rivals = (externalId: string) =>
    sql`exists (select 1 from ${employees} as rival where rival.organization_id = ${organizationId} and rival.external_id_key = ${foldCase(externalId)} and rival.external_id = ${externalId} and rival.scim_id is not null and rival.user_name is not null and rival.deleted_at is null)`
  return {
    resource: sql`${employees.resource}`,
    folded: sql`${employees.folded}`,
    compare: (comparison) => {
      if (isList(comparison.path, 'groups')) return groupsOfUser(comparison)
      return columnCompare(userColumns, comparison, rivals)
    },
    present: (path) => columnPresent(userColumns, path),
    containable: (path) =>
      isList(path, 'emails') ? sql`(${employees.folded} -> 'emails')` : undefined,
    elements: (path) => (isList(path, 'groups') ? groupElements : undefined),
  }
}

export function groupFilterTable(organizationId: string): FilterTable {
  const rivals = (externalId: string) =>
    sql`exists (select 1 from ${directoryGroups} as rival where rival.organization_id = ${organizationId} and rival.external_id_key = ${foldCase(externalId)} and rival.external_id = ${externalId} and rival.deleted_at is null)`
  return {
    resource: sql`${directoryGroups.resource}`,
    folded: sql`${directoryGroups.folded}`,
    compare: (comparison) => {
      if (isList(comparison.path, 'members')) return membersOfGroup(comparison, organizationId)
      return columnCompare(groupColumns, comparison, rivals)
    },
    present: (path) => columnPresent(groupColumns, path),
    containable: () => undefined,
    elements: (path) => (isList(path, 'members') ? memberElements : undefined),
  }
}

function isList(path: AttributePath, name: string): boolean {
  return path.extension === undefined && path.attribute.name === name
}

function columnCompare(
  columns: Record<string, Column>,
  { path, operator, value }: Comparison,
  rivals: (externalId: string) => SQL,
): SQL | undefined {
  const name = pathName(path)
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined
  if (!column || value === null) return undefined
  switch (column.kind) {
    case 'exact':
      return textColumn(operator, column.column, String(value))
    case 'folded':
      return textColumn(operator, column.column, foldCase(String(value)))
    case 'externalId': {
      const exact = textColumn(operator, column.exact, String(value))
      if (operator !== 'eq') return exact
      // Exact first, folded only when nobody has exactly this value (entra-profile 5.2). What is
      // equal exactly is equal folded too, and only the folded column has an index.
      const folded = textColumn('eq', column.folded, foldCase(String(value)))
      return sql`(${folded} and (${exact} or not ${rivals(String(value))}))`
    }
    case 'moment': {
      const order = orderSql(operator, sql`${column.column}`, sql`${String(value)}::timestamptz`)
      return order ? sql`(${order})` : sql`false`
    }
    case 'boolean':
      return operator === 'eq' && typeof value === 'boolean'
        ? sql`(${column.column} = ${value})`
        : sql`false`
    case 'constant':
      return textColumn(operator, sql`${column.text}::text`, String(value))
  }
}

function textColumn(
  operator: Comparison['operator'],
  column: AnyPgColumn | SQL,
  value: string,
): SQL {
  // Never null, and unlike `coalesce(…, false)` something that an index can answer.
  return sql`(${textPredicate(operator, sql`${column}`, value)} and ${column} is not null)`
}

function columnPresent(columns: Record<string, Column>, path: AttributePath): SQL | undefined {
  const name = pathName(path)
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined
  if (!column) return undefined
  switch (column.kind) {
    case 'constant':
      return sql`true`
    case 'externalId':
      return sql`(${column.exact} is not null)`
    default:
      return sql`(${column.column} is not null)`
  }
}

/** `members eq "U"`, answered from the membership's key without loading any member. */
function membersOfGroup(
  { path, operator, value }: Comparison,
  organizationId: string,
): SQL | undefined {
  if (operator !== 'eq' || typeof value !== 'string') return undefined
  if (path.sub && path.sub.name !== 'value') return undefined
  const person = sql`(select u.id from ${employees} as u where u.organization_id = ${organizationId} and u.scim_id = ${value})`
  return sql`exists (
    select 1 from ${directoryGroupMembers} as m
    where m.organization_id = ${directoryGroups.organizationId} and m.group_id = ${directoryGroups.id}
      and (m.member_id = ${person} and m.member_type = 'User' or m.member_id = ${value} and m.member_type = 'Group')
  )`
}

function groupsOfUser({ path, operator, value }: Comparison): SQL | undefined {
  if (operator !== 'eq' || typeof value !== 'string') return undefined
  if (path.sub && path.sub.name !== 'value') return undefined
  return sql`exists (
    select 1 from ${directoryGroupMembers} as m
    join ${directoryGroups} as o on o.organization_id = m.organization_id and o.id = m.group_id and o.deleted_at is null
    where m.organization_id = ${employees.organizationId} and m.member_id = ${employees.id} and m.group_id = ${value}
  )`
}

const memberElements = sql`(
  select jsonb_build_object('value', coalesce(u.scim_id, m.member_id), 'type', m.member_type, 'display', coalesce(u.edits -> 'displayName' ->> 'entra', u.display_name, n.display_name)) as exact,
    jsonb_build_object('value', coalesce(u.scim_id, m.member_id), 'type', lower(m.member_type), 'display', coalesce(u.folded ->> 'displayname', n.display_name_key)) as folded
  from ${directoryGroupMembers} as m
  left join ${employees} as u on u.organization_id = m.organization_id and u.id = m.member_id
  left join ${directoryGroups} as n on n.organization_id = m.organization_id and n.id = m.member_id
  where m.organization_id = ${directoryGroups.organizationId} and m.group_id = ${directoryGroups.id}
)`

const groupElements = sql`(
  select jsonb_build_object('value', o.id, 'display', o.display_name) as exact,
    jsonb_build_object('value', o.id, 'display', o.display_name_key) as folded
  from ${directoryGroupMembers} as m
  join ${directoryGroups} as o on o.organization_id = m.organization_id and o.id = m.group_id and o.deleted_at is null
  where m.organization_id = ${employees.organizationId} and m.member_id = ${employees.id}
)`
