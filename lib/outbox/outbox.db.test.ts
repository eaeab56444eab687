import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { outboxMessages } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { type ClaimedMessage, drain } from './drain'
import { enqueue, enqueueWithoutOrganization } from './enqueue'

let db: Db
let close: () => Promise<void>
let ctx: Context

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  await db.delete(outboxMessages)
  ctx = (await newTestOrganization(db)).ctx
})

const messages = () => db.select().from(outboxMessages).orderBy(outboxMessages.id)
const later = (seconds: number) => new Date(ctx.now.getTime() + seconds * 1000)

/** Drains as of `seconds` after the test began, and returns what was handled. */
async function drainAt(
  seconds: number,
  handle: (message: ClaimedMessage) => Promise<void> = async () => {},
) {
  const handled: ClaimedMessage[] = []
  await drain(db, {
    now: () => later(seconds),
    describe: (error) => (error as Error).message,
    handle: async (message) => {
      handled.push(message)
      await handle(message)
    },
  })
  return handled
}

const fail = async () => {
  throw new Error('the provider is away')
}

describe('a message', () => {
  it('exists when the transaction that caused it commits, and not at all when it fails', async () => {
    const failing = withTransaction(ctx, async (tx) => {
      await enqueue(tx, [{ topic: 'letter', payload: {} }])
      throw new Error('the change failed')
    })
    await expect(failing).rejects.toThrow('the change failed')
    expect(await messages()).toEqual([])

    await withTransaction(ctx, (tx) => enqueue(tx, [{ topic: 'letter', payload: { to: 'Maya' } }]))
    expect(await messages()).toMatchObject([
      { organizationId: ctx.organizationId, topic: 'letter', payload: { to: 'Maya' }, attempts: 0 },
    ])
  })

  it('may belong to no organisation: a link with which somebody signs in', async () => {
    await enqueueWithoutOrganization(db, [{ topic: 'letter', payload: {} }], ctx.now)

    expect(await drainAt(0)).toMatchObject([{ organizationId: null, topic: 'letter' }])
  })

  it('is added once while one with its key still waits, and again afterwards', async () => {
    const letter = { topic: 'letter', payload: {}, dedupeKey: 'maya' }
    await enqueue(ctx, [letter, letter])
    await enqueue(ctx, [letter])
    expect(await messages()).toHaveLength(1)

    await drainAt(0)
    await enqueue(ctx, [letter])
    expect(await messages()).toHaveLength(2)
  })

  it('is one of thousands in one statement', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      topic: 'letter',
      payload: { index },
      dedupeKey: `letter:${index}`,
    }))

    await enqueue(ctx, many)

    expect(
      await db.$count(outboxMessages, eq(outboxMessages.organizationId, ctx.organizationId)),
    ).toBe(20_000)
  })
})

describe('a drain', () => {
  it('handles what is due, the oldest first, and leaves the rest to its time', async () => {
    await enqueue(ctx, [
      { topic: 'tomorrow', payload: {}, runAt: later(86_400) },
      { topic: 'second', payload: {}, runAt: later(2) },
      { topic: 'first', payload: {}, runAt: later(1) },
    ])

    expect((await drainAt(0)).map((one) => one.topic)).toEqual([])
    expect((await drainAt(5)).map((one) => one.topic)).toEqual(['first', 'second'])
    expect((await drainAt(6)).map((one) => one.topic)).toEqual([])
  })

  it('goes on until nothing is due, past the size of a batch', async () => {
    await enqueue(
      ctx,
      Array.from({ length: 12 }, () => ({ topic: 'letter', payload: {} })),
    )

    expect(await drainAt(0)).toHaveLength(12)
  })

  it('tries again after a failure, later each time, and keeps only what may be told of it', async () => {
    await enqueue(ctx, [{ topic: 'letter', payload: {} }])

    expect(await drainAt(0, fail)).toHaveLength(1)
    expect(await messages()).toMatchObject([
      { attempts: 1, doneAt: null, deadAt: null, lastError: 'the provider is away' },
    ])
    expect(await drainAt(4, fail)).toHaveLength(0)
    expect(await drainAt(5, fail)).toHaveLength(1)
    expect(await drainAt(24, fail)).toHaveLength(0)
    expect(await drainAt(25)).toHaveLength(1)
    expect(await messages()).toMatchObject([{ attempts: 3, lastError: null }])
  })

  it('gives up after a bounded number of attempts, and the message stays to be looked at', async () => {
    await enqueue(ctx, [{ topic: 'letter', payload: {} }])

    for (let hour = 0; hour < 10; hour++) await drainAt(hour * 3_600, fail)

    const [message] = await messages()
    expect(message).toMatchObject({ attempts: 8, doneAt: null, lastError: 'the provider is away' })
    expect(message?.deadAt).toEqual(later(7 * 3_600))
  })

  it('that dies in the middle leaves its message to the next one, once the lease is over', async () => {
    await enqueue(ctx, [{ topic: 'letter', payload: {} }])
    const dead = drainAt(0, () => new Promise(() => {}))

    expect(await drainAt(60)).toHaveLength(0)
    expect(await drainAt(121)).toHaveLength(1)
    expect(await messages()).toMatchObject([{ attempts: 2, doneAt: later(121) }])
    void dead
  })

  it('does not handle for ever what takes every drain down with it', async () => {
    await enqueue(ctx, [{ topic: 'letter', payload: {} }])
    await db.update(outboxMessages).set({ attempts: 8 })

    expect(await drainAt(0)).toHaveLength(0)
    expect(await messages()).toMatchObject([{ deadAt: ctx.now }])
  })

  it('that comes back after its lease changes nothing that another one has settled', async () => {
    await enqueue(ctx, [{ topic: 'letter', payload: {} }])
    let release = () => {}
    const slow = drainAt(0, async () => {
      await new Promise<void>((resolve) => {
        release = resolve
      })
      throw new Error('too late')
    })
    while ((await messages())[0]?.attempts === 0)
      await new Promise((resolve) => setImmediate(resolve))
    await drainAt(121)

    release()
    await slow

    expect(
      await db
        .select()
        .from(outboxMessages)
        .where(and(eq(outboxMessages.attempts, 2), eq(outboxMessages.doneAt, later(121)))),
    ).toMatchObject([{ lastError: null, deadAt: null }])
  })
})
