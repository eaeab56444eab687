import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import { withTransaction } from '@/db/context'
import { outboxMessages } from '@/db/schema'
import { newTestOrganization, openTestPostgres } from '@/db/testing/database'
import { drain } from './drain'
import { enqueue } from './enqueue'

/** What one connection cannot show: these race on a real Postgres. */
let handle: DatabaseHandle

beforeAll(async () => {
  handle = await openTestPostgres()
})
afterAll(() => handle.close())

/** Everything due, also what other tests left, is handed over; only ours is looked at. */
async function drainFor(organizationId: string) {
  const handled: string[] = []
  await drain(handle.db, {
    now: () => new Date(),
    describe: String,
    handle: async (message) => {
      if (message.organizationId === organizationId) handled.push(message.id)
    },
  })
  return handled
}

test('eight drains at once hand every message to exactly one of them', async () => {
  const { ctx } = await newTestOrganization(handle.db)
  await enqueue(
    ctx,
    Array.from({ length: 200 }, () => ({ topic: 'letter', payload: {} })),
  )

  const handled = await Promise.all(Array.from({ length: 8 }, () => drainFor(ctx.organizationId)))

  expect(handled.flat()).toHaveLength(200)
  expect(new Set(handled.flat()).size).toBe(200)
})

test('a message that a transaction counts on is not handled before that transaction commits', async () => {
  const { ctx } = await newTestOrganization(handle.db)
  const letter = { topic: 'letter', payload: {}, dedupeKey: `maya:${ctx.organizationId}` }
  await enqueue(ctx, [letter])

  await withTransaction(ctx, async (tx) => {
    await enqueue(tx, [letter])
    expect(await drainFor(ctx.organizationId)).toEqual([])
  })

  expect(await drainFor(ctx.organizationId)).toHaveLength(1)
})

test('transactions that plan for the same people in different orders do not block each other', async () => {
  const { ctx } = await newTestOrganization(handle.db)
  const letters = Array.from({ length: 50 }, (_, index) => ({
    topic: 'letter',
    payload: {},
    dedupeKey: `person:${ctx.organizationId}:${index}`,
  }))

  await Promise.all(
    Array.from({ length: 8 }, (_, turn) =>
      withTransaction(ctx, (tx) => enqueue(tx, turn % 2 ? letters : letters.toReversed())),
    ),
  )

  const ofOurs = eq(outboxMessages.organizationId, ctx.organizationId)
  expect(await handle.db.$count(outboxMessages, ofOurs)).toBe(50)
})
