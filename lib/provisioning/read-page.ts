import type { SQL } from 'drizzle-orm'
import type { ListQuery } from '@/lib/scim/store'
import { nextCursorOf, orderOf, type PagedTable, type Window, windowOf } from './page-sql'

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
  nextCursor: { nextCursor?: string }
}

/** One page of people or groups, by index or by cursor (scim.md 7). */
export async function readPage<Row extends { total: number; created: Date }>(
  { sort, page }: Pick<ListQuery, 'sort' | 'page'>,
  source: PageSource<Row>,
): Promise<PageOfRows<Row>> {
  const window = windowOf(page, sort, source.table)
  if (window.limit === 0) return { total: await source.count(), rows: [], nextCursor: {} }
  const rows = await source.select(window, orderOf(sort, source.table))
  const last = rows.at(-1)
  const beyondEnd = !last && (window.offset > 0 || window.after !== undefined)
  const total = last?.total ?? (beyondEnd ? await source.count() : 0)
  if (!last || rows.length < window.limit) return { total, rows, nextCursor: {} }
  const end = { createdAt: last.created, id: source.keyOf(last) }
  const nextCursor = nextCursorOf(page, { sort, window, last: end })
  return { total, rows, nextCursor: nextCursor ? { nextCursor } : {} }
}
