import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { ruleVersions } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestProperty } from '@/db/testing/people'
import { createController } from './controllers'
import { readVersionConfirmations } from './read-version-confirmations'
import { reportPresence } from './report-presence'

let db: Db
let close: () => Promise<void>
let ctx: Context
let propertyId: string

const MINUTE_MS = 60_000
const at = (minutes: number) => new Date(ctx.now.getTime() + minutes * MINUTE_MS)

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx } = await newTestOrganization(db))
  propertyId = await newTestProperty(ctx, 'HQ Denver')
  await newTestAccessGroup(ctx, { propertyId, name: 'All', doors: ['Dock', 'Gate'] })
})

async function newVersion(number: number, minutes: number, lost: number) {
  await db.insert(ruleVersions).values({
    organizationId: ctx.organizationId,
    propertyId,
    number,
    content: [],
    difference: [],
    gained: 0,
    lost,
    madeBy: 'Ana Ruiz',
    madeAt: at(minutes),
  })
}

/** A controller of the property, and how it says that it is there. */
async function newController() {
  const { credential } = await createController(ctx, { name: 'Gate house', propertyId })
  return (minutes: number) => reportPresence(db, { credential, now: at(minutes) })
}

describe('a version of the rules that took access', () => {
  it('is known at every door once its controller was heard, and at none before', async () => {
    const sayHello = await newController()
    await sayHello(1)
    await newVersion(1, 5, 3)
    await newVersion(2, 20, 1)
    await sayHello(10)

    const known = await readVersionConfirmations(ctx, { propertyId })

    expect(known.get(1)).toMatchObject({ doors: 2, confirmed: 2, confirmedAt: at(10), silent: [] })
    expect(known.get(2)).toMatchObject({
      doors: 2,
      confirmed: 0,
      confirmedAt: null,
      silent: [{ controller: 'Gate house', count: 2, doors: ['Dock', 'Gate'] }],
    })
  })

  it('is not asked about where nobody lost anything, nor told to another organisation', async () => {
    const sayHello = await newController()
    await sayHello(1)
    await newVersion(1, 5, 0)
    await newVersion(2, 6, 1)
    expect([...(await readVersionConfirmations(ctx, { propertyId })).keys()]).toEqual([2])
    const { ctx: stranger } = await newTestOrganization(db)
    expect((await readVersionConfirmations(stranger, { propertyId })).size).toBe(0)
  })
})
