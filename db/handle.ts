import type { Assume, ExtractTablesWithRelations } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema'

type Rows<T> = { rows: T[] }
interface RowsHkt extends PgQueryResultHKT {
  type: Rows<Assume<this['row'], object>>
}

/** One type over three drivers, and over a transaction of each: features never know which. */
export type Db = PgDatabase<RowsHkt, typeof schema, ExtractTablesWithRelations<typeof schema>>
