import { type AnyColumn, type SQL, sql } from 'drizzle-orm'

/** Text as LIKE reads it literally: its wildcards and its escape character lose their meaning. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`)
}

/** Whether a column contains a text in any case; false, never NULL, when the column has no value. */
export function containsText(column: AnyColumn | SQL, text: string): SQL<boolean> {
  return sql<boolean>`coalesce(lower(${column}) like ${`%${escapeLike(text.toLowerCase())}%`}, false)`
}

/**
 * A list as one parameter, however long: Postgres takes at most 65,535 of them in a statement. Rows
 * are found by it along an index. Without one, a plan that serves lists of every length (`client.ts`)
 * compares each row with each value; `in (select unnest(…))` looks them up by hash instead.
 */
export function textArray(values: readonly string[]): SQL {
  return sql`${sql.param(values)}::text[]`
}

/** Whether a column holds one of these values, however many there are. */
export function isAny(column: AnyColumn, values: readonly string[]): SQL<boolean> {
  return sql<boolean>`${column} = any(${textArray(values)})`
}

/** Whether a row is the one that a reference names: references carry their organisation. */
export function refersTo(
  table: { organizationId: AnyColumn; id: AnyColumn },
  organizationId: AnyColumn,
  id: AnyColumn,
): SQL<boolean> {
  return sql<boolean>`(${table.organizationId} = ${organizationId} and ${table.id} = ${id})`
}
