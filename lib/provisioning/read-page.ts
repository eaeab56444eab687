import type { SQL } from 'drizzle-orm'
import type { ListQuery } from '@/lib/scim/store'
import {
  type Cursors,
  cursorsOf,
  orderOf,
  type PagedTable,
  type Window,
  windowOf,
} from './page-sql'

interface PageSource<Row> {
  table: PagedTable
  /** The page's rows; each carries how many match in all, so that a page is one statement. */
  select(window: Window, order: SQL[]): Promise<Row[]>
  /** Asked only where no row can tell: an empty page, or totals alone. */
  count(): Promise<number>
  /** What the keyset of a cursor holds beside the creation. */
  keyOf(row: Row): string
}

export interface PageOfRows<Row> {
  total: number
  rows: Row[]
  cursors: Cursors
}

interface SortedRow {
  total: number
  created: Date
  /** Of a list that is sorted (`sortKeyColumn`). */
  sortKey?: string | null
}

/** One page of people or groups, by index or by cursor (scim.md 7). */
export async function readPage<Row extends SortedRow>(
  { sort, page }: Pick<ListQuery, 'sort' | 'page'>,
  source: PageSource<Row>,
): Promise<PageOfRows<Row>> {
  const window = windowOf(page, sort, source.table)
  if (window.limit === 0) return { total: await source.count(), rows: [], cursors: {} }
  const found = await source.select(window, orderOf(sort, window, source.table))
  const rows = window.backward ? found.toReversed() : found
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) {
    const beyondEnd = window.offset > 0 || window.bound !== undefined
    return { total: beyondEnd ? await source.count() : 0, rows, cursors: {} }
  }
  if (page.kind === 'index') return { total: last.total, rows, cursors: {} }
  const placeOf = (row: Row) => ({
    createdAt: row.created,
    id: source.keyOf(row),
    key: sort && (row.sortKey ?? null),
  })
  const ends = { first: placeOf(first), last: placeOf(last), full: rows.length >= window.limit }
  return { total: last.total, rows, cursors: cursorsOf(window, ends) }
}
