import { fillPlaceholders, getTableColumns, type SQL, sql } from 'drizzle-orm'
import { PgDialect, type PgTable } from 'drizzle-orm/pg-core'
import type { Db } from './handle'

/** What the placeholders of a statement stand for, by their names. Lists travel as arrays, moments as ISO 8601. */
export type Values = Readonly<Record<string, unknown>>

const dialect = new PgDialect()

/**
 * A statement whose text is always the same. It is put together once in the life of the process, and
 * each run only fills its placeholders: building the larger ones costs several times what sending
 * them does. It takes the handle of the moment, a transaction or not, of whichever driver.
 *
 * With a name the connection also keeps Postgres's plan. That is for statements about one or a few
 * rows: a kept plan does not know what the tables hold by now, and is poor for ten thousand. Statements
 * that are made of what users wrote are named by their text, see `plan-names.ts`.
 */
export class Statement<Row> {
  private query: ReturnType<PgDialect['sqlToQuery']> | undefined

  constructor(
    private readonly build: () => SQL,
    private readonly name?: string | ((text: string) => string | undefined),
  ) {}

  /** Throws what the database says; a value that is missing is an error of the program. */
  async run(db: Db, values: Values, { many = false } = {}): Promise<Row[]> {
    const { rows } = await db._.session
      .prepareQuery<{ execute: { rows: Row[] }; all: never; values: never }>(
        this.built(),
        undefined,
        many ? undefined : this.planName(),
        false,
      )
      .execute(values)
    return rows
  }

  /** What a driver is told, for whoever has to send it at a certain place among others. */
  filled(values: Values): FilledStatement {
    const { sql: text, params } = this.built()
    const filled = fillPlaceholders(params, values)
    const name = this.planName()
    return { ...(name === undefined ? {} : { name }), text, values: filled }
  }

  private planName(): string | undefined {
    return typeof this.name === 'function' ? this.name(this.built().sql) : this.name
  }

  private built(): ReturnType<PgDialect['sqlToQuery']> {
    this.query ??= dialect.sqlToQuery(this.build())
    return this.query
  }
}

export interface FilledStatement {
  name?: string
  text: string
  values: unknown[]
}

/** A writing statement that travels with another as one of its parts; it has the same text each time, too. */
export interface StatementPart {
  name: string
  build: () => SQL
  values: Values
}

/** A list as one placeholder, see `textArray` in `predicates.ts`. */
export function textArrayNamed(name: string): SQL {
  return sql`${sql.placeholder(name)}::text[]`
}

/** Reads whole rows of a table from what a raw statement gives: `returning *`, `select *`. */
export function rowReader<T extends PgTable>(
  table: T,
): (row: Record<string, unknown>) => T['$inferSelect'] {
  const columns = Object.entries(getTableColumns(table))
  return (row) =>
    Object.fromEntries(
      columns.map(([key, column]) => {
        const value = row[column.name]
        return [key, value === null ? null : column.mapFromDriverValue(value)]
      }),
    ) as T['$inferSelect']
}
