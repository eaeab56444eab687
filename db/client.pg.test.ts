import { neonConfig } from '@neondatabase/serverless'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DatabaseHandle, driverFor, openDatabase } from './client'
import { organizations } from './schema'
import { openNeonBridge } from './testing/neon-bridge'

/** One type over three drivers: what holds with one holds with the others. */
const url = new URL(process.env.TEST_DATABASE_URL ?? 'postgres://unset')
const options = { pgliteDir: '', pool: 4 }
let bridge: Awaited<ReturnType<typeof openNeonBridge>>
beforeAll(async () => {
  bridge = await openNeonBridge(url)
  neonConfig.wsProxy = () => `${bridge.address}/v1`
  neonConfig.useSecureWebSocket = false
  neonConfig.pipelineTLS = false
  // The test's Postgres trusts its own machine and asks for no password.
  neonConfig.pipelineConnect = false
})
afterAll(() => bridge.close())

const neonUrl = () => `postgres://sequr@test.neon.tech${url.pathname}`

async function keepsATransaction({ db }: DatabaseHandle) {
  const count = async () => (await db.select().from(organizations)).length
  const before = await count()
  const row = {
    id: `org_${crypto.randomUUID()}`,
    slug: crypto.randomUUID(),
    name: 'X',
    createdAt: new Date(),
  }
  await expect(
    db.transaction(async (tx) => {
      await tx.insert(organizations).values(row)
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  expect(await count()).toBe(before)
  const { rows } = await db.execute<{ n: number }>(sql`select 1 as n`)
  expect(rows).toEqual([{ n: 1 }])
}

describe('the database handle', () => {
  it('chooses the driver by the address alone', () => {
    expect(driverFor(undefined)).toBe('pglite')
    expect(driverFor('postgres://u@ep-1.eu.aws.neon.tech/db')).toBe('neon')
    expect(driverFor('postgres://u@neon.tech.example.com/db')).toBe('node-postgres')
  })

  it.each(['node-postgres', 'neon'] as const)(
    'migrates and keeps transactions over %s',
    async (driver) => {
      const address = driver === 'neon' ? neonUrl() : url.href
      const handle = await openDatabase({ ...options, url: address })
      expect(handle.driver).toBe(driver)
      await keepsATransaction(handle)
      await handle.close()
    },
  )

  it('lets several servers migrate at once', async () => {
    const handles = await Promise.all(
      Array.from({ length: 4 }, () => openDatabase({ ...options, url: url.href })),
    )
    expect(handles).toHaveLength(4)
    await Promise.all(handles.map((handle) => handle.close()))
  })

  it('says in one sentence that a database cannot be reached', async () => {
    const opening = openDatabase({ ...options, url: 'postgres://nobody:secret@127.0.0.1:1/none' })
    await expect(opening).rejects.toThrow(/^The database at 127[.]0[.]0[.]1:1 cannot be reached/)
    await expect(opening).rejects.not.toThrow(/secret/)
  })
})
