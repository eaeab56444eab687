import { type SQL, sql } from 'drizzle-orm'
import { employees } from '@/db/schema'
import type { Values } from '@/db/statement'
import type { DerivedColumns } from './user-mapping'

/** The derived columns, each with what Postgres has to be told of its placeholder. */
const types = {
  externalId: 'text',
  externalIdKey: 'text',
  userName: 'text',
  userNameKey: 'text',
  primaryEmail: 'text',
  primaryEmailKey: 'text',
  displayName: 'text',
  givenName: 'text',
  familyName: 'text',
  title: 'text',
  department: 'text',
  phone: 'text',
  employeeNumber: 'text',
  preferredLanguage: 'text',
  managerScimId: 'text',
  active: 'boolean',
  resource: 'jsonb',
  folded: 'jsonb',
  facts: 'jsonb',
} as const satisfies Record<keyof DerivedColumns, string>

const names = Object.keys(types) as (keyof typeof types)[]

const typed = (name: keyof typeof types) => sql`${sql.placeholder(name)}::${sql.raw(types[name])}`
const columnName = (name: keyof typeof types) => sql.identifier(employees[name].name)

/** `<value> as <column>, …`, for a select. */
export const columnsAsInput: SQL = sql.join(
  names.map((name) => sql`${typed(name)} as ${columnName(name)}`),
  sql`, `,
)

/** `<column> = <value>, …`, for an update. */
export const columnsAsAssignments: SQL = sql.join(
  names.map((name) => sql`${columnName(name)} = ${typed(name)}`),
  sql`, `,
)

/** What the placeholders of either stand for. */
export function columnValues(columns: DerivedColumns): Values {
  return {
    ...columns,
    primaryEmailKey: columns.primaryEmailKey ?? null,
    resource: JSON.stringify(columns.resource),
    folded: JSON.stringify(columns.folded),
    facts: JSON.stringify(columns.facts),
  }
}
