import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { employees } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import { describeActivity } from '@/lib/activity/describe'
import { listActivity } from '@/lib/activity/list'
import { changeRetention, readRetention } from './retention'
import { startSetup } from './setup'

const DAY_MS = 86_400_000

let db: Db
let close: () => Promise<void>
let ctx: Context

beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx } = await newTestOrganization(db))
  await startSetup(ctx)
})

const newDeleted = (days: number) =>
  newTestEmployee(ctx, {
    displayName: `${days} days`,
    active: false,
    deletedAt: new Date(ctx.now.getTime() - days * DAY_MS),
  })

async function sentences() {
  const { rows } = await listActivity(ctx, { lens: 'changes' })
  return rows.map(({ kind, data }) =>
    describeActivity(...([kind, data] as Parameters<typeof describeActivity>)),
  )
}

describe('the time for which deleted people are kept', () => {
  it('is 90 days, and says of each choice whose data it removes', async () => {
    for (const days of [1, 30, 45, 200]) await newDeleted(days)
    const erased = await newDeleted(300)
    await db.update(employees).set({ erasedAt: ctx.now }).where(eq(employees.id, erased))

    expect(await readRetention(ctx)).toEqual({
      days: 90,
      kept: 4,
      choices: [
        { days: 30, removed: 3 },
        { days: 90, removed: 1 },
        { days: 180, removed: 1 },
        { days: 365, removed: 0 },
      ],
    })
  })

  it('is changed with a line in the log, and only when it differs', async () => {
    await changeRetention(ctx, { days: 30 })
    await changeRetention(ctx, { days: 30 })

    expect((await readRetention(ctx))?.days).toBe(30)
    const told = 'Personal data of deleted people is kept for 30 days; it was 90.'
    expect((await sentences()).filter((sentence) => sentence.startsWith('Personal'))).toEqual([
      told,
    ])
  })

  it('is neither read nor changed by another organisation, nor before the set-up', async () => {
    const { ctx: stranger } = await newTestOrganization(db)
    await newDeleted(40)

    expect(await readRetention(stranger)).toBeUndefined()
    const change = changeRetention(stranger, { days: 30 })
    await expect(change).rejects.toMatchObject({ code: 'not_found' })
    await startSetup(stranger)
    expect((await readRetention(stranger))?.kept).toBe(0)
    await changeRetention(stranger, { days: 365 })
    expect((await readRetention(ctx))?.days).toBe(90)
  })
})
