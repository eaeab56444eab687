import { type SQL, sql } from 'drizzle-orm'
import type { Comparison } from '@/lib/scim/filter/ast'

/** Text against text, byte by byte: both sides were folded by the same function, or by none. */
export function textPredicate(operator: Comparison['operator'], text: SQL, wanted: string): SQL {
  const parameter = sql`${wanted}::text`
  switch (operator) {
    case 'eq':
      return sql`${text} = ${parameter}`
    case 'co':
      return sql`strpos(${text}, ${parameter}) > 0`
    case 'sw':
      return sql`starts_with(${text}, ${parameter})`
    case 'ew':
      return sql`right(${text}, ${[...wanted].length}::int) = ${parameter}`
    case 'ne':
      return sql`${text} <> ${parameter}`
    default:
      return orderSql(operator, sql`${text} collate "C"`, parameter) ?? sql`false`
  }
}

export function orderSql(operator: Comparison['operator'], left: SQL, right: SQL): SQL | undefined {
  switch (operator) {
    case 'eq':
      return sql`${left} = ${right}`
    case 'gt':
      return sql`${left} > ${right}`
    case 'ge':
      return sql`${left} >= ${right}`
    case 'lt':
      return sql`${left} < ${right}`
    case 'le':
      return sql`${left} <= ${right}`
    default:
      return undefined
  }
}

/** Postgres' text holds no NUL, and no half of a surrogate pair; no stored value has either. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}
