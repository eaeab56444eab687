import { DrizzleQueryError } from 'drizzle-orm'
import type { Pool, PoolClient } from 'pg'
import type { Db } from './handle'
import type { FilledStatement, Statement, Values } from './statement'

/**
 * Takes a statement that nothing in the transaction waits for: it is sent together with the commit,
 * and what it throws undoes the transaction as if it had run before.
 */
export type AtEnd = (statement: Statement<never>, values: Values) => void

interface Last {
  statement: Statement<never>
  values: Values
}

type Transact = <T>(work: (tx: Db, atEnd: AtEnd) => Promise<T>) => Promise<T>

/**
 * How to begin and end on a handle, where its driver can do better than Drizzle asks of all. The
 * process has one database and may hold this module twice: once in Next's bundle, once in the server's.
 */
const shared = globalThis as { sequrTransactors?: WeakMap<Db, Transact> }
shared.sequrTransactors ??= new WeakMap()
const transactors = shared.sequrTransactors

/** Runs `work` in one transaction. Throws what it throws, or what the database says at the end. */
export function transact<T>(db: Db, work: (tx: Db, atEnd: AtEnd) => Promise<T>): Promise<T> {
  const transactor = transactors.get(db)
  if (transactor) return transactor(work)
  return db.transaction(async (tx) => {
    const last: Last[] = []
    const result = await work(tx, (statement, values) => last.push({ statement, values }))
    for (const { statement, values } of last) await statement.run(tx, values)
    return result
  })
}

/**
 * On a pool whose connections pipeline: the begin travels with the first statement and the commit
 * with the last, which saves two of a push's eight round trips. `handleOf` is the handle over one connection.
 */
export function pipelineTransactions(
  db: Db,
  pool: Pool,
  handleOf: (client: PoolClient) => Db,
): void {
  const handles = new WeakMap<PoolClient, Db>()
  const handleFor = (client: PoolClient): Db => {
    const handle = handles.get(client) ?? handleOf(client)
    handles.set(client, handle)
    return handle
  }
  transactors.set(db, async (work) => {
    const client = await pool.connect()
    // A connection that is lost fails its statements; unheard, it would end the process as well.
    const lost = { is: false }
    const onError = () => {
      lost.is = true
    }
    client.on('error', onError)
    try {
      return await runPipelined(client, (atEnd) => work(handleFor(client), atEnd))
    } finally {
      client.off('error', onError)
      client.release(lost.is)
    }
  })
}

async function runPipelined<T>(client: PoolClient, work: (atEnd: AtEnd) => Promise<T>): Promise<T> {
  const last: Last[] = []
  const begun = client.query('begin')
  // If it fails, so does the first statement.
  begun.catch(() => {})
  try {
    const result = await work((statement, values) => last.push({ statement, values }))
    await begun
    // All are complete before the first is sent, because the commit follows whatever becomes of them.
    const queries = last.map(({ statement, values }) => statement.filled(values))
    await allDone([...queries.map((query) => send(client, query)), committed(client)])
    return result
  } catch (error) {
    // After a commit that failed there is nothing to undo, and Postgres says so with a warning.
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/**
 * Given to the driver itself, which keeps the order: through Drizzle it would come after the commit.
 * Throws what Drizzle throws, so that nobody has to ask by which way a statement went.
 */
async function send(client: PoolClient, query: FilledStatement): Promise<void> {
  await client.query(query).catch((cause: Error) => {
    throw new DrizzleQueryError(query.text, query.values, cause)
  })
}

/** Postgres answers the commit of a transaction that has failed with a rollback, not with an error. */
async function committed(client: PoolClient): Promise<void> {
  const { command } = await client.query('commit')
  if (command !== 'COMMIT') throw new Error('The transaction was undone.')
}

/** Waits for all, so that the connection is idle afterwards; throws the first failure. */
async function allDone(statements: Promise<unknown>[]): Promise<void> {
  const settled = await Promise.allSettled(statements)
  const failed = settled.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
}
