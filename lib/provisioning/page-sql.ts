import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { pathName } from '@/lib/scim/attribute'
import { invalidCursor } from '@/lib/scim/errors'
import { foldCase } from '@/lib/scim/fold-case'
import { isSortedByCase } from '@/lib/scim/sort-key'
import type { Page, Sort } from '@/lib/scim/store'

/** The columns a list is ordered and paged by. */
export interface PagedTable {
  createdAt: AnyPgColumn
  id: AnyPgColumn
  resource: AnyPgColumn
  folded: AnyPgColumn
  /** Attributes that sort by a column of their own. */
  sortable: Record<string, AnyPgColumn>
}

/** The order of a list: what the client asks for, then (created, id), which is never ambiguous. */
export function orderOf(sort: Sort | undefined, window: Window, table: PagedTable): SQL[] {
  if (window.backward) return [sql`${table.createdAt} desc`, sql`${table.id} desc`]
  const ties = [sql`${table.createdAt}`, sql`${table.id}`]
  if (!sort) return ties
  // Who has no value comes last, first when descending (RFC 7644 section 3.4.2.3).
  const direction = sort.descending ? sql`desc nulls first` : sql`asc nulls last`
  return [sql`${sortKey(sort, table)} ${direction}`, ...ties]
}

/** Says in SQL what `sortKeyOf` says in memory; a property test holds the two together. */
function sortKey({ path }: Sort, table: PagedTable): SQL {
  const name = pathName(path)
  const column = Object.hasOwn(table.sortable, name) ? table.sortable[name] : undefined
  if (column) return column.dataType === 'string' ? sql`(${column} collate "C")` : sql`${column}`
  const byCase = isSortedByCase(path)
  const document = byCase ? table.resource : table.folded
  const nameIn = (text: string) => (byCase ? text : foldCase(text))
  const base = path.extension
    ? sql`(${document} -> ${nameIn(path.extension)}::text)`
    : sql`${document}`
  const element = firstElement(sql`(${base} -> ${nameIn(path.attribute.name)}::text)`)
  const value = path.sub ? sql`(${element} -> ${nameIn(path.sub.name)}::text)` : element
  const isScalar = sql`jsonb_typeof(${value}) in ('string', 'number', 'boolean')`
  return sql`(case when ${isScalar} then ${value} #>> '{}' end collate "C")`
}

/** A list sorts by its primary element, or its first (RFC 7644 section 3.4.2.3). */
function firstElement(value: SQL): SQL {
  return sql`(case jsonb_typeof(${value}) when 'array'
    then coalesce(jsonb_path_query_first(${value}, '$[*] ? (@.primary == true)'), ${value} -> 0)
    else ${value} end)`
}

export interface Window {
  limit: number
  offset: number
  /** Keyset condition of a cursor, so that page 1,000 costs what page 1 costs (RFC 9865). */
  bound: SQL | undefined
  /** The page before a place: read from its end, nearest first. */
  backward: boolean
}

export function windowOf(page: Page, sort: Sort | undefined, table: PagedTable): Window {
  const window = { limit: page.count, offset: 0, bound: undefined, backward: false }
  if (page.kind === 'index') return { ...window, offset: page.startIndex - 1 }
  if (page.cursor === undefined) return window
  const cursor = decodeCursor(page.cursor)
  if (cursor.kind === 'offset') {
    if (!sort) throw invalidCursor()
    return { ...window, offset: cursor.offset }
  }
  if (sort) throw invalidCursor()
  const place = sql`(${cursor.createdAt}::timestamptz, ${cursor.id}::text)`
  const row = sql`(${table.createdAt}, ${table.id})`
  return cursor.kind === 'after'
    ? { ...window, bound: sql`${row} > ${place}` }
    : { ...window, bound: sql`${row} < ${place}`, backward: true }
}

interface Place {
  createdAt: Date
  id: string
}
type Cursor =
  | { kind: 'offset'; offset: number }
  | { kind: 'after' | 'before'; createdAt: string; id: string }

export interface Cursors {
  nextCursor?: string
  previousCursor?: string
}

/**
 * The cursors beside a page that was read and is not empty. Full: it holds as many rows as were
 * asked for, so there may be more in the direction it was read in; where it came from there are.
 */
export function cursorsOf(
  { sort, window }: { sort: Sort | undefined; window: Window },
  { first, last, full }: { first: Place; last: Place; full: boolean },
): Cursors {
  const more = full || window.backward
  if (sort) {
    return {
      ...(more ? { nextCursor: encode(`o:${window.offset + window.limit}`) } : {}),
      ...(window.offset > 0
        ? { previousCursor: encode(`o:${Math.max(0, window.offset - window.limit)}`) }
        : {}),
    }
  }
  const cameFromBefore = window.backward ? full : window.bound !== undefined
  return {
    ...(more ? { nextCursor: encode(`a:${placeText(last)}`) } : {}),
    ...(cameFromBefore ? { previousCursor: encode(`b:${placeText(first)}`) } : {}),
  }
}

const placeText = ({ createdAt, id }: Place) => `${createdAt.toISOString()}:${id}`
const encode = (text: string) => Buffer.from(text).toString('base64url')
const OFFSET = /^o:([0-9]{1,9})$/
const KEYSET = /^([ab]):(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z):([a-z0-9_]{1,64})$/

function decodeCursor(cursor: string): Cursor {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const offset = OFFSET.exec(text)
  if (offset) return { kind: 'offset', offset: Number(offset[1]) }
  const [, side, createdAt, id] = KEYSET.exec(text) ?? []
  if (!createdAt || !id || Number.isNaN(Date.parse(createdAt))) throw invalidCursor()
  return { kind: side === 'a' ? 'after' : 'before', createdAt, id }
}
