import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity, requestBodies } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { recordActivity } from '@/lib/activity/record'
import { newId } from '@/lib/kernel/ids'
import { pruneLogs, pruneLogsWhenDue } from './prune-logs'

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

const DAY_MS = 86_400_000

/** An organisation with a request of each age, in days, each with its body. */
async function organizationWithRequests(ages: number[]) {
  const { ctx } = await newTestOrganization(db)
  for (const age of ages) {
    const now = new Date(ctx.now.getTime() - age * DAY_MS)
    const data = { name: `${age} days` }
    const entry = { kind: 'employee.created', data, body: '{}' } as const
    await recordActivity({ ...ctx, now, requestId: newId('request', now) }, [entry])
  }
  const left = async () => ({
    entries: (
      await db.select().from(activity).where(eq(activity.organizationId, ctx.organizationId))
    )
      .map((row) => row.data.name)
      .sort(),
    bodies: await db.$count(requestBodies, eq(requestBodies.organizationId, ctx.organizationId)),
  })
  return { now: ctx.now, left }
}

it('the log is kept for 400 days and what requests carried for 30', async () => {
  const { now, left } = await organizationWithRequests([1, 29, 31, 399, 401, 900])

  await pruneLogs(db, now)

  expect(await left()).toEqual({
    entries: ['1 days', '29 days', '31 days', '399 days'],
    bodies: 2,
  })
})

it('pruning is looked after once an hour', async () => {
  const { now, left } = await organizationWithRequests([])
  await pruneLogsWhenDue(db, now)
  const later = await organizationWithRequests([500])

  await pruneLogsWhenDue(db, new Date(now.getTime() + DAY_MS / 48))
  expect((await later.left()).entries).toEqual(['500 days'])
  await pruneLogsWhenDue(db, new Date(now.getTime() + DAY_MS / 24 + 1))
  expect((await later.left()).entries).toEqual([])
  expect((await left()).entries).toEqual([])
})
