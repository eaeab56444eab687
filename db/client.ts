import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { env } from '@/lib/platform/env'
import { GatheringSocket } from './gathering-socket'
import type { Db } from './handle'
import { lockFolder } from './pglite-lock'
import { PLANS_KEPT_SECONDS } from './plan-names'
import * as schema from './schema'
import { pipelineTransactions } from './transaction'

export type { Db }

/**
 * Embedded PGlite when there is no DATABASE_URL, Neon's serverless driver for Neon's hosts,
 * node-postgres for any other Postgres.
 */
export type DatabaseDriver = 'pglite' | 'node-postgres' | 'neon'

export interface DatabaseHandle {
  db: Db
  driver: DatabaseDriver
  close(): Promise<void>
}

export interface DatabaseOptions {
  url?: string | undefined
  pgliteDir: string
  pool: number
}

const migrationsFolder = path.join(process.cwd(), 'db/migrations')
/** Any number will do, as long as every migrator takes the same. */
const MIGRATION_LOCK = 7_361_001
const CONNECT_TIMEOUT_MS = 10_000

export class DatabaseUnreachableError extends Error {
  constructor(host: string, code: string | undefined) {
    super(
      `The database at ${host} cannot be reached${code ? ` (${code})` : ''}. Check DATABASE_URL and that the server runs.`,
    )
    this.name = 'DatabaseUnreachableError'
  }
}

/** Opens and migrates. Throws DatabaseInUseError or DatabaseUnreachableError, each one sentence. */
export async function openDatabase(options: DatabaseOptions): Promise<DatabaseHandle> {
  switch (driverFor(options.url)) {
    case 'pglite':
      return openPglite(options.pgliteDir)
    case 'node-postgres':
      return openPool(options, 'node-postgres')
    case 'neon':
      return openPool(options, 'neon')
  }
}

export function driverFor(url: string | undefined): DatabaseDriver {
  if (!url) return 'pglite'
  return new URL(url).hostname.endsWith('.neon.tech') ? 'neon' : 'node-postgres'
}

async function openPglite(folder: string): Promise<DatabaseHandle> {
  const [{ PGlite }, { drizzle }, { migrate }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('drizzle-orm/pglite'),
    import('drizzle-orm/pglite/migrator'),
  ])
  mkdirSync(path.dirname(path.resolve(folder)), { recursive: true })
  const release = await lockFolder(folder)
  const client = await PGlite.create(folder)
  const db = drizzle({ client, schema })
  await migrate(db, { migrationsFolder })
  const close = async () => {
    await client.close()
    release()
  }
  return { db, driver: 'pglite', close }
}

async function openPool(
  { url, pool }: DatabaseOptions,
  driver: 'node-postgres' | 'neon',
): Promise<DatabaseHandle> {
  const settings = {
    connectionString: url ?? '',
    max: pool,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  }
  try {
    return driver === 'neon' ? await openNeon(settings) : await openNodePostgres(settings)
  } catch (error) {
    const cause = error instanceof Error && error.cause ? error.cause : error
    const code = (cause as { code?: string }).code
    if (code === undefined || /^(E[A-Z]+|28|3D|08|57)/.test(code)) {
      throw new DatabaseUnreachableError(new URL(url ?? 'postgres://unset').host, code)
    }
    throw error
  }
}

type PoolSettings = { connectionString: string; max: number; connectionTimeoutMillis: number }

async function openNodePostgres(settings: PoolSettings): Promise<DatabaseHandle> {
  const [{ default: pg }, { drizzle }, { migrate }] = await Promise.all([
    import('pg'),
    import('drizzle-orm/node-postgres'),
    import('drizzle-orm/node-postgres/migrator'),
  ])
  const migrator = new pg.Pool({ ...settings, max: 1 })
  await migrateLocked(drizzle({ client: migrator, schema }), (db) =>
    migrate(db, { migrationsFolder }),
  ).finally(() => migrator.end())
  const client = new pg.Pool({
    ...settings,
    pipeline: true,
    maxLifetimeSeconds: PLANS_KEPT_SECONDS,
    stream: () => new GatheringSocket(),
    onConnect: setUpConnection,
  })
  // A connection that the server drops while idle is replaced by the pool; without a listener it would end the process.
  client.on('error', () => {})
  const db = drizzle({ client, schema })
  pipelineTransactions(db, client, (connection) => drizzle({ client: connection, schema }))
  return { db, driver: 'node-postgres', close: () => client.end() }
}

async function openNeon(settings: PoolSettings): Promise<DatabaseHandle> {
  const [{ Pool }, { drizzle }, { migrate }] = await Promise.all([
    import('@neondatabase/serverless'),
    import('drizzle-orm/neon-serverless'),
    import('drizzle-orm/neon-serverless/migrator'),
  ])
  const migrator = new Pool({ ...settings, max: 1 })
  await migrateLocked(drizzle({ client: migrator, schema }), (db) =>
    migrate(db, { migrationsFolder }),
  ).finally(() => migrator.end())
  // The driver's types are behind its code here.
  const withHook = { ...settings, onConnect: setUpConnection }
  const client = new Pool(withHook)
  client.on('error', () => {})
  return { db: drizzle({ client, schema }), driver: 'neon', close: () => client.end() }
}

/**
 * Postgres compiles statements whose cost it believes to be large. It cannot know how many people a
 * rule is asked of, and took seven seconds to compile what then ran in two; a single person's
 * statement with many conditions would be compiled for every push.
 *
 * Statements with a name are about a few rows (`statement.ts`), and the same plan is good for all of
 * them. Left to itself Postgres plans the larger ones anew each time, which takes as long as running them.
 */
async function setUpConnection(client: {
  query(statement: string): Promise<unknown>
}): Promise<void> {
  await client.query('set jit = off; set plan_cache_mode = force_generic_plan')
}

/** Drizzle's migrator takes no lock; on a pool of one, this session lock holds for the whole run. */
async function migrateLocked<T extends Db>(
  db: T,
  migrate: (db: T) => Promise<unknown>,
): Promise<void> {
  await db.execute(`select pg_advisory_lock(${MIGRATION_LOCK})`)
  await migrate(db)
  await db.execute(`select pg_advisory_unlock(${MIGRATION_LOCK})`)
}

const shared = globalThis as { sequrDatabase?: Promise<DatabaseHandle> | undefined }

/** The process's database, opened at first use. A failed opening is tried again at the next. */
export function getDatabase(): Promise<DatabaseHandle> {
  shared.sequrDatabase ??= openFromEnv().catch((error: unknown) => {
    shared.sequrDatabase = undefined
    throw error
  })
  return shared.sequrDatabase
}

async function openFromEnv(): Promise<DatabaseHandle> {
  const { databaseUrl, pgliteDir, databasePool } = env()
  return openDatabase({ url: databaseUrl, pgliteDir, pool: databasePool })
}

export async function getDb(): Promise<Db> {
  return (await getDatabase()).db
}
