import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { type AttributePath, pathName } from '@/lib/scim/attribute'
import { invalidCursor } from '@/lib/scim/errors'
import { foldCase } from '@/lib/scim/fold-case'
import { SORT_KEY_LENGTH_MAX } from '@/lib/scim/limits'
import { isSortedByCase } from '@/lib/scim/sort-key'
import type { Page, Sort } from '@/lib/scim/store'
import { isStorable } from './filter-predicates'

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
export function orderOf(sort: Sort | undefined, { backward }: Window, table: PagedTable): SQL[] {
  const along = backward ? sql`desc` : sql`asc`
  const ties = [sql`${table.createdAt} ${along}`, sql`${table.id} ${along}`]
  if (!sort) return ties
  // Who has no value comes last, first when descending (RFC 7644 section 3.4.2.3).
  const direction = sort.descending === backward ? sql`asc nulls last` : sql`desc nulls first`
  return [sql`${sortKey(sort, table)} ${direction}`, ...ties]
}

/** What a row is sorted by, as a cursor holds it. */
export function sortKeyColumn(sort: Sort, table: PagedTable): SQL<string | null> {
  return sql<string | null>`(${sortKey(sort, table)})::text`
}

/** Says in SQL what `sortKeyOf` says in memory; a property test holds the two together. */
function sortKey({ path }: Sort, table: PagedTable): SQL {
  const column = sortableColumn(path, table)
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
  return sql`(case when ${isScalar} then left(${value} #>> '{}', ${SORT_KEY_LENGTH_MAX}::int) end collate "C")`
}

function sortableColumn(path: AttributePath, { sortable }: PagedTable): AnyPgColumn | undefined {
  const name = pathName(path)
  return Object.hasOwn(sortable, name) ? sortable[name] : undefined
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
  const { backward, place } = decodeCursor(page.cursor)
  if ((sort === undefined) !== (place.key === undefined)) throw invalidCursor()
  const ties = sql`(${table.createdAt}, ${table.id}) ${backward ? sql`<` : sql`>`} (${place.createdAt}::timestamptz, ${place.id}::text)`
  const bound = sort ? sortedBound(place.key ?? null, { sort, backward, ties, table }) : ties
  return { ...window, bound, backward }
}

interface Bound {
  sort: Sort
  backward: boolean
  ties: SQL
  table: PagedTable
}

/** What comes after a place, before it when backward; who has no value stands behind every value. */
function sortedBound(placed: string | null, { sort, backward, ties, table }: Bound): SQL {
  const key = sortKey(sort, table)
  const upward = sort.descending === backward
  if (placed === null) {
    return upward ? sql`(${key} is null and ${ties})` : sql`(${key} is not null or ${ties})`
  }
  const value = keyValue(placed, sort, table)
  return upward
    ? sql`(${key} > ${value} or (${key} = ${value} and ${ties}) or ${key} is null)`
    : sql`(${key} < ${value} or (${key} = ${value} and ${ties}))`
}

function keyValue(key: string, { path }: Sort, table: PagedTable): SQL {
  const column = sortableColumn(path, table)
  if (!column || column.dataType === 'string') return sql`${key}::text`
  const moment = readMoment(key)
  if (moment === undefined) throw invalidCursor()
  return sql`${moment}::timestamptz`
}

interface Place {
  createdAt: Date | string
  id: string
  /** What it is sorted by, where the list is; null without a value. */
  key?: string | null | undefined
}

export interface Cursors {
  nextCursor?: string
  previousCursor?: string
}

/**
 * The cursors beside a page that was read and is not empty. Full: it holds as many rows as were
 * asked for, so there may be more in the direction it was read in; where it came from there are.
 */
export function cursorsOf(
  window: Window,
  { first, last, full }: { first: Place; last: Place; full: boolean },
): Cursors {
  const more = full || window.backward
  const cameFromBefore = window.backward ? full : window.bound !== undefined
  return {
    ...(more ? { nextCursor: encodeCursor('after', last) } : {}),
    ...(cameFromBefore ? { previousCursor: encodeCursor('before', first) } : {}),
  }
}

const cursorSchema = z.tuple([
  z.enum(['after', 'before']),
  z.string(),
  z.string().regex(/^[a-z0-9_]{1,64}$/),
  // One more for each unit that is half a character.
  z
    .string()
    .max(2 * SORT_KEY_LENGTH_MAX)
    .refine(isStorable)
    .nullish(),
])

function encodeCursor(side: 'after' | 'before', { createdAt, id, key }: Place): string {
  const place = [side, createdAt, id, ...(key === undefined ? [] : [key])]
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

function decodeCursor(cursor: string): { backward: boolean; place: Place } {
  const parsed = cursorSchema.safeParse(readJson(Buffer.from(cursor, 'base64url').toString('utf8')))
  const [side, moment = '', id = '', key] = parsed.data ?? []
  const createdAt = readMoment(moment)
  if (createdAt === undefined) throw invalidCursor()
  return { backward: side === 'before', place: { createdAt, id, key } }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An instant that Postgres knows too, which has neither a year 0 nor years of five digits. */
function readMoment(text: string): string | undefined {
  const date = new Date(text)
  const year = date.getUTCFullYear()
  return year >= 1 && year <= 9999 ? date.toISOString() : undefined
}
