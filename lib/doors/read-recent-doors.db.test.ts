import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestEmployee,
  newTestGrant,
  newTestKey,
  newTestProperty,
} from '@/db/testing/people'
import { readRecentDoors } from './read-recent-doors'
import { doorCalled, openTestDesk } from './test-doors'

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

it('the last twenty touches are told newest first, with the answer, and to the own organisation alone', async () => {
  const { ctx } = await newTestOrganization(db)
  const propertyId = await newTestProperty(ctx, 'HQ Denver')
  const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: 'All', doors: ['Dock'] })
  await newTestAccessGroup(ctx, { propertyId, name: 'Others', doors: ['Roof'] })
  const employeeId = await newTestEmployee(ctx, { displayName: 'Maya' })
  await newTestGrant(ctx, { employeeId, propertyId, accessGroupId })
  const key = await newTestKey(ctx, { employeeId, propertyId, state: 'active' })
  const { ask } = await openTestDesk(ctx)
  const at = (minutes: number) => new Date(ctx.now.getTime() + minutes * 60_000)
  const [dock, roof] = [await doorCalled(ctx, 'Dock'), await doorCalled(ctx, 'Roof')]
  for (let minute = 0; minute < 22; minute++) await ask({ door: dock, key }, at(minute))
  await ask({ door: roof, key }, at(30))

  const touches = await readRecentDoors(ctx, { employeeId })

  expect(touches).toHaveLength(20)
  const there = { property: 'HQ Denver', timeZone: 'America/Denver' }
  expect(touches.slice(0, 2)).toMatchObject([
    { door: 'Roof', at: at(30), answer: 'no_grant', ...there },
    { door: 'Dock', at: at(21), answer: 'open', ...there },
  ])
  const stranger = (await newTestOrganization(db)).ctx
  expect(await readRecentDoors(stranger, { employeeId })).toEqual([])
})
