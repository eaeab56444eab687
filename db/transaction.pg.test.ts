import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DatabaseHandle, Db } from './client'
import { organizations } from './schema'
import { Statement } from './statement'
import { openTestDatabase, openTestPostgres } from './testing/database'
import { transact } from './transaction'

/** Over node-postgres begin and commit travel with their neighbours; over PGlite they do not. */
let postgres: DatabaseHandle
let embedded: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  postgres = await openTestPostgres()
  embedded = await openTestDatabase()
})
afterAll(async () => {
  await postgres.close()
  await embedded.close()
})

const newOrganization = () => {
  const id = `org_${crypto.randomUUID()}`
  return { id, slug: id, name: 'X', createdAt: new Date() }
}
const isStored = async (db: Db, { id }: { id: string }) =>
  (await db.$count(organizations, eq(organizations.id, id))) === 1
const fails = sql`select 1 / 0`
const id = sql.placeholder('id')
const failing = new Statement<never>(() => fails)
const insert = new Statement<never>(
  () =>
    sql`insert into ${organizations} (id, slug, name, created_at) values (${id}, ${id}, 'X', now())`,
  'test_insert',
)
const rename = new Statement<never>(
  () => sql`update ${organizations} set name = 'Y' where id = ${id}`,
)

describe.each(['node-postgres', 'pglite'] as const)('a transaction over %s', (driver) => {
  const db = () => (driver === 'pglite' ? embedded.db : postgres.db)

  it('keeps what is sent with its commit, in the order in which it was given', async () => {
    const row = newOrganization()
    const given = await transact(db(), async (tx, atEnd) => {
      atEnd(insert, row)
      atEnd(rename, row)
      return 'done'
    })
    expect(given).toBe('done')
    const [stored] = await db().select().from(organizations).where(eq(organizations.id, row.id))
    expect(stored?.name).toBe('Y')
  })

  it('is undone by a failure of what is sent with its commit', async () => {
    const row = newOrganization()
    const undone = transact(db(), async (tx, atEnd) => {
      await tx.insert(organizations).values(row)
      atEnd(failing, {})
    })
    await expect(undone).rejects.toMatchObject({ cause: { code: '22012' } })
    expect(await isStored(db(), row)).toBe(false)
  })

  it('is undone when a value of what is sent with its commit is missing', async () => {
    const row = newOrganization()
    const undone = transact(db(), async (tx, atEnd) => {
      await tx.insert(organizations).values(row)
      atEnd(rename, {})
    })
    await expect(undone).rejects.toThrow('No value for placeholder "id"')
    expect(await isStored(db(), row)).toBe(false)
  })

  it('throws what its first statement throws, and leaves a connection that works', async () => {
    for (let n = 0; n < 20; n++) {
      await expect(transact(db(), (tx) => tx.execute(fails))).rejects.toMatchObject({
        cause: { code: '22012' },
      })
    }
    const row = newOrganization()
    await transact(db(), (tx) => tx.insert(organizations).values(row))
    expect(await isStored(db(), row)).toBe(true)
  })

  it('is undone by what its work throws, and sends nothing that was kept for the end', async () => {
    const [row, later] = [newOrganization(), newOrganization()]
    const undone = transact(db(), async (tx, atEnd) => {
      atEnd(insert, later)
      await tx.insert(organizations).values(row)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await isStored(db(), row)).toBe(false)
    expect(await isStored(db(), later)).toBe(false)
  })
})

it('whose connection is lost is undone, and the next one has another connection', async () => {
  const { db } = postgres
  const row = newOrganization()
  const lost = transact(db, async (tx) => {
    await tx.insert(organizations).values(row)
    await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`)
  })
  await expect(lost).rejects.toThrow()
  expect(await isStored(db, row)).toBe(false)
  await transact(db, (tx) => tx.insert(organizations).values(row))
  expect(await isStored(db, row)).toBe(true)
})

it('side by side never see each other’s begin', async () => {
  const { db } = postgres
  const rows = Array.from({ length: 40 }, newOrganization)
  const results = await Promise.allSettled(
    rows.map((row, n) =>
      transact(db, async (tx, atEnd) => {
        await tx.insert(organizations).values(row)
        if (n % 2 === 1) atEnd(failing, {})
      }),
    ),
  )
  expect(results.map(({ status }) => status)).toEqual(
    rows.map((_, n) => (n % 2 === 1 ? 'rejected' : 'fulfilled')),
  )
  for (const [n, row] of rows.entries()) expect(await isStored(db, row)).toBe(n % 2 === 0)
})
