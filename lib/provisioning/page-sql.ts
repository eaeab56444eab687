import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { pathName } from '@/lib/scim/attribute'
import { invalidCursor } from '@/lib/scim/errors'
import { foldCase } from '@/lib/scim/fold-case'
import type { Page, Sort } from '@/lib/scim/store'

/** The columns a list is ordered and paged by. */
export interface PagedTable {
  createdAt: AnyPgColumn
  id: AnyPgColumn
  folded: AnyPgColumn
  /** Attributes that sort by a column of their own. */
  sortable: Record<string, AnyPgColumn>
}

/** The order of a list: what the client asks for, then (created, id), which is never ambiguous. */
export function orderOf(sort: Sort | undefined, table: PagedTable): SQL[] {
  const ties = [sql`${table.createdAt}`, sql`${table.id}`]
  if (!sort) return ties
  const direction = sort.descending ? sql`desc nulls last` : sql`asc nulls first`
  return [sql`${sortKey(sort, table)} ${direction}`, ...ties]
}

function sortKey({ path }: Sort, table: PagedTable): SQL {
  const name = pathName(path)
  const column = Object.hasOwn(table.sortable, name) ? table.sortable[name] : undefined
  if (column) return sql`${column}`
  const base = path.extension
    ? sql`(${table.folded} -> ${foldCase(path.extension)}::text)`
    : sql`${table.folded}`
  // A list sorts by its primary element, or its first (RFC 7644 section 3.4.2.3).
  const value = sql`(${base} -> ${foldCase(path.attribute.name)}::text)`
  const element = path.attribute.multiValued
    ? sql`coalesce(jsonb_path_query_first(${value}, '$[*] ? (@.primary == true)'), ${value} -> 0)`
    : value
  return path.sub
    ? sql`((${element} ->> ${foldCase(path.sub.name)}::text) collate "C")`
    : sql`((${element} #>> '{}') collate "C")`
}

export interface Window {
  limit: number
  offset: number
  /** Keyset condition of a cursor, so that page 1,000 costs what page 1 costs (RFC 9865). */
  after: SQL | undefined
}

export function windowOf(page: Page, sort: Sort | undefined, table: PagedTable): Window {
  if (page.kind === 'index') {
    return { limit: page.count, offset: page.startIndex - 1, after: undefined }
  }
  if (page.cursor === undefined) return { limit: page.count, offset: 0, after: undefined }
  const cursor = decodeCursor(page.cursor)
  if (sort) {
    if (cursor.kind !== 'offset') throw invalidCursor()
    return { limit: page.count, offset: cursor.offset, after: undefined }
  }
  if (cursor.kind !== 'keyset') throw invalidCursor()
  const after = sql`(${table.createdAt}, ${table.id}) > (${cursor.createdAt}::timestamptz, ${cursor.id}::text)`
  return { limit: page.count, offset: 0, after }
}

type Cursor = { kind: 'offset'; offset: number } | { kind: 'keyset'; createdAt: string; id: string }

/** The cursor of the next page; undefined on the last one. */
export function nextCursorOf(
  page: Page,
  {
    sort,
    window,
    last,
  }: { sort: Sort | undefined; window: Window; last: { createdAt: Date; id: string } | undefined },
): string | undefined {
  if (page.kind !== 'cursor' || !last) return undefined
  if (sort) return encode(`o:${window.offset + window.limit}`)
  return encode(`k:${last.createdAt.toISOString()}:${last.id}`)
}

const encode = (text: string) => Buffer.from(text).toString('base64url')
const OFFSET = /^o:([0-9]{1,9})$/
const KEYSET = /^k:(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z):([a-z0-9_]{1,64})$/

function decodeCursor(cursor: string): Cursor {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const offset = OFFSET.exec(text)
  if (offset) return { kind: 'offset', offset: Number(offset[1]) }
  const [, createdAt, id] = KEYSET.exec(text) ?? []
  if (!createdAt || !id || Number.isNaN(Date.parse(createdAt))) throw invalidCursor()
  return { kind: 'keyset', createdAt, id }
}
