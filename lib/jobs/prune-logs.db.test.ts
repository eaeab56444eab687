import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity, controllerHearings, doorControllers, requestBodies } from '@/db/schema'
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

it('the minutes in which a controller was heard are kept for 30 days', async () => {
  const { ctx } = await newTestOrganization(db)
  const { organizationId, now } = ctx
  const [controllerId, name] = [newId('doorController'), 'Gate house']
  const made = { ending: '', madeBy: 'Ana Ruiz', createdAt: now }
  await db
    .insert(doorControllers)
    .values({ organizationId, id: controllerId, name, hash: controllerId, ...made })
  const at = [1, 29, 31, 90].map((age) => new Date(now.getTime() - age * DAY_MS))
  await db
    .insert(controllerHearings)
    .values(at.map((one) => ({ organizationId, controllerId, at: one })))

  await pruneLogs(db, now)

  const left = await db
    .select({ at: controllerHearings.at })
    .from(controllerHearings)
    .where(eq(controllerHearings.organizationId, organizationId))
    .orderBy(desc(controllerHearings.at))
  expect(left.map((one) => one.at)).toEqual(at.slice(0, 2))
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
