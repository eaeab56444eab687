import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestEmployee,
  newTestKey,
  newTestProperty,
} from '@/db/testing/people'
import { createController, listControllers, revokeController } from './controllers'
import { readConfirmations } from './read-confirmations'
import { asker, doorCalled } from './test-doors'

let db: Db
let close: () => Promise<void>
let ctx: Context
let hq: string
let employeeId: string
let key: string

const MINUTE_MS = 60_000
const at = (minutes: number) => new Date(ctx.now.getTime() + minutes * MINUTE_MS)

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx } = await newTestOrganization(db))
  hq = await newTestProperty(ctx, 'HQ Denver')
  await newTestAccessGroup(ctx, { propertyId: hq, name: 'All', doors: ['Dock'] })
  employeeId = await newTestEmployee(ctx, { displayName: 'Maya' })
  const ended = { state: 'revoked', revokedAt: at(10) } as const
  key = await newTestKey(ctx, { employeeId, propertyId: hq, ...ended })
})

/** A controller that asked about the dock after so many minutes. */
async function controllerHeard(name: string, minutes: number[], propertyId = hq): Promise<void> {
  const { credential } = await createController(ctx, { name, propertyId })
  const door = await doorCalled(ctx, 'Dock')
  for (const minute of minutes) await asker(ctx, credential)({ door, key }, at(minute))
}

describe('a key that was stopped', () => {
  it('is confirmed by each controller of its property that asked since, and named are the silent', async () => {
    await controllerHeard('Gate house', [5, 20])
    await controllerHeard('Everywhere', [30], '')
    await controllerHeard('Loading dock', [5])
    expect(await readConfirmations(ctx, { employeeId })).toEqual([
      {
        keyId: key,
        controllers: 3,
        silent: [{ controller: 'Loading dock', lastHeardAt: at(5) }],
      },
    ])
  })

  it('waits for no controller that never asked, was revoked, or is of another property', async () => {
    const austin = await newTestProperty(ctx, 'Austin')
    await controllerHeard('New', [])
    await controllerHeard('Old', [5])
    await controllerHeard('Far', [5], austin)
    const old = (await listControllers(ctx)).find((one) => one.name === 'Old')
    await revokeController(ctx, { id: old?.id ?? '' })
    expect(await readConfirmations(ctx, { employeeId })).toEqual([])
  })

  it('is asked about while it lives by nobody, and told to no other organisation', async () => {
    await controllerHeard('Gate house', [5])
    const living = await newTestEmployee(ctx, { displayName: 'Ben' })
    await newTestKey(ctx, { employeeId: living, propertyId: hq, state: 'active' })
    expect(await readConfirmations(ctx, { employeeId: living })).toEqual([])
    const other = (await newTestOrganization(db)).ctx
    expect(await readConfirmations(other, { employeeId })).toEqual([])
  })
})
