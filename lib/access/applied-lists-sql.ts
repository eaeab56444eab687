import { type SQL, sql } from 'drizzle-orm'
import { textArrayNamed } from '@/db/statement'

/** What the parts of the one applying statement ask for by name; `apply-sql.ts` fills it in. */
export const organization = sql.placeholder('organizationId')
export const now = sql`${sql.placeholder('now')}::timestamptz`
/** People who may have nothing at all. */
export const ineligible = textArrayNamed('ineligible')

/** The row of `alias` is about one of these people at the very property that changed. */
export function isOneOf(alias: SQL, list: 'changed' | 'dropped' | 'settled'): SQL {
  // The first half alone can use an index, the second tells the properties apart.
  return sql`(${alias}.employee_id = any(${textArrayNamed(`${list}People`)})
    and (${alias}.employee_id || ' ' || ${alias}.property_id) in (select unnest(${textArrayNamed(`${list}Places`)})))`
}
