import type { Actor } from '@/lib/kernel/actors'
import { type Db, getDb } from './client'
import { type AtEnd, transact } from './transaction'

/**
 * What every verb receives first: whose rows, on whose behalf, when, and through which handle.
 * Inside a transaction `db` is that transaction, so a verb cannot reach past it; on the embedded
 * database a query beside an open transaction would wait for ever.
 */
export interface Context {
  readonly db: Db
  readonly organizationId: string
  readonly actor: Actor
  readonly now: Date
  /** The SCIM or web request that caused this, as told in the answer's header. */
  readonly requestId?: string | undefined
  readonly inTransaction?: true
  /** In a transaction: what nothing in it reads again may be sent with the commit. */
  readonly atEnd?: AtEnd
}

export type NewContext = Omit<Context, 'db' | 'now' | 'inTransaction' | 'atEnd'> & { now?: Date }

export async function createContext(input: NewContext): Promise<Context> {
  return { ...input, db: await getDb(), now: input.now ?? new Date() }
}

/** Runs `work` in one transaction; a verb called inside another's transaction joins it. */
export async function withTransaction<T>(
  ctx: Context,
  work: (tx: Context) => Promise<T>,
): Promise<T> {
  if (ctx.inTransaction) return work(ctx)
  return transact(ctx.db, (tx, atEnd) => work({ ...ctx, db: tx, inTransaction: true, atEnd }))
}
