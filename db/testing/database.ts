import { drizzle } from 'drizzle-orm/pglite'
import pg from 'pg'
import { newId } from '@/lib/kernel/ids'
import { type DatabaseHandle, type Db, openDatabase } from '../client'
import type { Context } from '../context'
import * as schema from '../schema'
import { createOrganization } from '../seed/organization'
import { openMigratedPglite } from './migrated-pglite'

/**
 * Databases for tests. Each test file opens one and each test makes its own organisation in it,
 * so tests never share rows and need no clean-up.
 */
export async function openTestDatabase(
  /** Hears every statement, for tests that count them. */
  onStatement?: (statement: string) => void,
): Promise<{ db: Db; close(): Promise<void> }> {
  const client = await openMigratedPglite()
  const logger = onStatement && { logQuery: onStatement }
  const db = drizzle({ client, schema, ...(logger ? { logger } : {}) })
  return { db, close: () => client.close() }
}

/** A folder that a server of the end-to-end tests is then given. */
export async function openTestFolder(pgliteDir: string): Promise<DatabaseHandle> {
  return openDatabase({ url: undefined, pgliteDir, pool: 1 })
}

/** A real Postgres, for what one connection cannot show: locks, races, `skip locked`. */
export async function openTestPostgres(
  url = process.env.TEST_DATABASE_URL,
): Promise<DatabaseHandle> {
  if (!url) throw new Error('TEST_DATABASE_URL names no Postgres; `npm test` starts one.')
  return openDatabase({ url, pgliteDir: '', pool: 10 })
}

/** A database of its own on that Postgres, for a server that runs as a process of its own. */
export interface FreshDatabase {
  url: string
  drop(): Promise<void>
}

export async function newTestPostgres(): Promise<FreshDatabase> {
  const address = process.env.TEST_DATABASE_URL
  if (!address) throw new Error('TEST_DATABASE_URL names no Postgres; `npm test` starts one.')
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await run(`create database ${name}`)
  const url = new URL(address)
  url.pathname = name
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) }
}

/** A fresh organisation with built-in roles and a context that acts in it as an administrator. */
export async function newTestOrganization(
  db: Db,
  now = new Date(),
): Promise<{ ctx: Context; organizationId: string; roleIds: Record<schema.RoleKey, string> }> {
  const slug = `test-${newId('organization').slice(-16)}`
  const { organizationId, roleIds } = await createOrganization(db, {
    name: `Test ${slug}`,
    slug,
    now,
  })
  const ctx: Context = {
    db,
    organizationId,
    now,
    actor: { kind: 'admin', userId: newId('user'), name: 'Ana Ruiz' },
  }
  return { ctx, organizationId, roleIds }
}
