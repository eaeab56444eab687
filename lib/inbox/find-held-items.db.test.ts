import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { heldRemovals } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestEmployee, newTestProperty } from '@/db/testing/people'
import { listNeedsYou } from './list-needs-you'

let db: Db
let close: () => Promise<void>
let ctx: Context
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  ctx = (await newTestOrganization(db)).ctx
})

async function hold(name: string, values: { since: Date; keptUntil?: Date; places?: number }) {
  const employeeId = await newTestEmployee(ctx, { displayName: name })
  for (let place = 0; place < (values.places ?? 1); place++) {
    await db.insert(heldRemovals).values({
      organizationId: ctx.organizationId,
      employeeId,
      propertyId: await newTestProperty(ctx, `${name} ${place}`),
      accessGroupIds: ['agr_lab'],
      since: values.since,
      keptUntil: values.keptUntil ?? null,
    })
  }
}

const held = async (as: Context) =>
  (await listNeedsYou(as)).filter((item) => item.kind === 'removals_held')

describe('held removals', () => {
  it('are one item that counts people, not places, since the first of them', async () => {
    const first = new Date(ctx.now.getTime() - 60_000)
    await hold('Ben', { since: ctx.now })
    await hold('Ann', { since: first, places: 2 })

    expect(await held(ctx)).toEqual([
      { kind: 'removals_held', people: 2, names: ['Ann', 'Ben'], since: first },
    ])
  })

  it('that were put off are back on their day', async () => {
    const tomorrow = new Date(ctx.now.getTime() + 24 * 60 * 60 * 1000)
    await hold('Ann', { since: ctx.now, keptUntil: tomorrow })

    expect(await held(ctx)).toEqual([])
    expect(await held({ ...ctx, now: tomorrow })).toHaveLength(1)
  })

  it('of another organisation are not shown', async () => {
    await hold('Ann', { since: ctx.now })
    const { ctx: stranger } = await newTestOrganization(db)
    expect(await held(stranger)).toEqual([])
  })
})
