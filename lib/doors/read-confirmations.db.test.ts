import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { controllerHearings, employees } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestEmployee,
  newTestGrant,
  newTestKey,
  newTestProperty,
} from '@/db/testing/people'
import { recordActivity } from '@/lib/activity/record'
import { createController, listControllers, revokeController } from './controllers'
import { readConfirmations } from './read-confirmations'
import { asker, doorCalled } from './test-doors'

let db: Db
let close: () => Promise<void>
let ctx: Context
let hq: string
let group: string
let employeeId: string
let key: string

const MINUTE_MS = 60_000
const at = (minutes: number) => new Date(ctx.now.getTime() + minutes * MINUTE_MS)
/** When the key of every test was revoked. */
const STOPPED = 10

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx } = await newTestOrganization(db))
  hq = await newTestProperty(ctx, 'HQ Denver')
  group = await newTestAccessGroup(ctx, {
    propertyId: hq,
    name: 'All',
    doors: ['Dock', 'Gate', 'Roof'],
  })
  employeeId = await newTestEmployee(ctx, { displayName: 'Maya' })
  key = await newTestKey(ctx, {
    employeeId,
    propertyId: hq,
    state: 'revoked',
    revokedAt: at(STOPPED),
  })
})

const known = () => readConfirmations(ctx, { employeeId })
const ofKey = async () => (await known()).keys[0]

/** A controller, and how it asks about a door after so many minutes. */
async function newController(name: string, propertyId = hq, madeAt = 0) {
  const made = { ...ctx, now: at(madeAt) }
  const { credential } = await createController(made, { name, propertyId })
  return async (door: string, ...minutes: number[]) => {
    const id = await doorCalled(ctx, door)
    for (const minute of minutes) await asker(ctx, credential)({ door: id, key }, at(minute))
  }
}

describe('a key that was stopped', () => {
  it('is confirmed door by door, by the controller that asks for it, and the silent are named', async () => {
    const gateHouse = await newController('Gate house')
    const dockBox = await newController('Dock box')
    await gateHouse('Gate', 5, 20)
    await gateHouse('Roof', 22)
    await dockBox('Dock', 5)
    expect(await ofKey()).toMatchObject({
      keyId: key,
      property: 'HQ Denver',
      at: at(STOPPED),
      doors: 3,
      confirmed: 2,
      confirmedAt: null,
      unasked: 0,
      silent: [{ controller: 'Dock box', since: at(5), count: 1, doors: ['Dock'] }],
    })
  })

  it('is confirmed by all since the last controller was first heard after it', async () => {
    const gateHouse = await newController('Gate house')
    const dockBox = await newController('Dock box')
    await gateHouse('Gate', 5, 20, 40)
    await gateHouse('Roof', 42)
    await dockBox('Dock', 6, 31, 50)
    expect(await ofKey()).toMatchObject({ doors: 3, confirmed: 3, confirmedAt: at(31), silent: [] })
  })

  it('waits at a door that nobody has asked for yet for every controller of its property that was ever heard', async () => {
    const gateHouse = await newController('Gate house')
    const everywhere = await newController('Everywhere', '')
    await newController('New')
    await gateHouse('Gate', 5)
    await everywhere('Dock', 6, 30)
    expect(await ofKey()).toMatchObject({
      doors: 3,
      confirmed: 1,
      silent: [{ controller: 'Gate house', count: 2, doors: ['Gate', 'Roof'] }],
    })
    await gateHouse('Gate', 33)
    expect(await ofKey()).toMatchObject({ confirmed: 3, confirmedAt: at(33) })
  })

  it('follows a door to another controller, and past one that was revoked', async () => {
    const gateHouse = await newController('Gate house')
    const oldBox = await newController('Old box')
    await oldBox('Dock', 5)
    await gateHouse('Gate', 6, 20)
    expect(await ofKey()).toMatchObject({ confirmed: 1, silent: [{ controller: 'Old box' }] })

    await gateHouse('Dock', 22)
    expect(await ofKey()).toMatchObject({ confirmed: 2, silent: [{ doors: ['Roof'] }] })

    const old = (await listControllers(ctx)).find((one) => one.name === 'Old box')
    await revokeController(ctx, { id: old?.id ?? '' })
    expect(await ofKey()).toMatchObject({ doors: 3, confirmed: 3, silent: [] })
  })

  it('waits for nobody where no controller was ever heard, and says so', async () => {
    await newController('New')
    const austin = await newController('Far', await newTestProperty(ctx, 'Austin'))
    await austin('Dock', 20)
    expect(await ofKey()).toMatchObject({ doors: 0, confirmed: 0, unasked: 3, silent: [] })
  })

  it('stays confirmed when the minutes in which controllers were heard are deleted, at no moment', async () => {
    const gateHouse = await newController('Gate house')
    await gateHouse('Gate', 5, 20)
    expect((await ofKey())?.confirmedAt).toEqual(at(20))
    await db
      .delete(controllerHearings)
      .where(
        and(
          eq(controllerHearings.organizationId, ctx.organizationId),
          eq(controllerHearings.at, at(5)),
        ),
      )
    expect(await ofKey()).toMatchObject({ doors: 3, confirmed: 3, confirmedAt: null })
  })

  it('is known to a controller that was added later from its first word on', async () => {
    const later = await newController('Later', hq, STOPPED + 5)
    await later('Dock', STOPPED + 6, STOPPED + 9)
    expect(await ofKey()).toMatchObject({ confirmed: 3, confirmedAt: at(STOPPED + 6) })
  })

  it('is asked about while it lives by nobody, and told to no other organisation', async () => {
    const gateHouse = await newController('Gate house')
    await gateHouse('Gate', 5)
    const living = await newTestEmployee(ctx, { displayName: 'Ben' })
    await newTestKey(ctx, { employeeId: living, propertyId: hq, state: 'active' })
    const nothing = { keys: [], grants: [], ended: [] }
    expect(await readConfirmations(ctx, { employeeId: living })).toEqual(nothing)
    const other = (await newTestOrganization(db)).ctx
    expect(await readConfirmations(other, { employeeId })).toEqual(nothing)
  })
})

describe('a person whose access ended', () => {
  const leave = (id: string, minute: number) =>
    db
      .update(employees)
      .set({ active: false, deactivatedAt: at(minute) })
      .where(eq(employees.id, id))
  const taken = (propertyId: string, minute: number, subject = employeeId) =>
    recordActivity({ ...ctx, now: at(minute) }, [
      {
        kind: 'access.taken',
        data: { name: 'Maya', accessGroup: 'All', property: 'HQ Denver' },
        subject: { kind: 'employee', id: subject },
        propertyId,
      },
    ])

  it('is confirmed by the doors of every property where something ended then, with a key or without', async () => {
    const austin = await newTestProperty(ctx, 'Austin')
    await newTestAccessGroup(ctx, { propertyId: austin, name: 'All', doors: ['Porch'] })
    const lost = await newTestProperty(ctx, 'Lost before')
    await newTestAccessGroup(ctx, { propertyId: lost, name: 'All', doors: ['Attic'] })
    const everywhere = await newController('Everywhere', '')
    await taken(lost, STOPPED - 5)
    await taken(austin, STOPPED)
    await everywhere('Dock', STOPPED - 4)
    await leave(employeeId, STOPPED)
    expect((await known()).ended).toMatchObject([
      { property: 'Austin', doors: 1, confirmed: 0, silent: [{ doors: ['Porch'] }] },
      { property: 'HQ Denver', doors: 3, confirmed: 0, at: at(STOPPED) },
    ])
    await everywhere('Dock', STOPPED + 2)
    expect((await known()).ended).toMatchObject([
      { doors: 1, confirmed: 1, confirmedAt: at(STOPPED + 2) },
      { doors: 3, confirmed: 3, confirmedAt: at(STOPPED + 2) },
    ])
  })

  it('is told by what one decision took there too, not by what it left or gave', async () => {
    const austin = await newTestProperty(ctx, 'Austin')
    await newTestAccessGroup(ctx, { propertyId: austin, name: 'All', doors: ['Porch'] })
    const paris = await newTestProperty(ctx, 'Paris')
    await newTestAccessGroup(ctx, { propertyId: paris, name: 'All', doors: ['Porte'] })
    const who = { name: 'Maya', property: 'then' }
    const subject = { kind: 'employee', id: employeeId } as const
    await recordActivity({ ...ctx, now: at(STOPPED) }, [
      { kind: 'access.changed', data: { ...who, taken: ['All'] }, subject, propertyId: austin },
      {
        kind: 'access.changed',
        data: { ...who, role: { before: 'User', after: null } },
        subject,
        propertyId: paris,
      },
    ])
    await leave(employeeId, STOPPED)
    expect((await known()).ended.map((one) => one.property)).toEqual(['Austin', 'HQ Denver'])
  })

  it('has nothing to confirm while active', async () => {
    await taken(hq, STOPPED)
    expect((await known()).ended).toEqual([])
  })
})

describe('what a person was given', () => {
  it('is known at the doors of its access group whose controller was heard since', async () => {
    const lab = await newTestAccessGroup(ctx, { propertyId: hq, name: 'Lab', doors: ['Lab 1'] })
    await newTestGrant(ctx, { employeeId, propertyId: hq, accessGroupId: group, since: at(15) })
    await newTestGrant(ctx, { employeeId, propertyId: hq, accessGroupId: lab, since: at(30) })
    const over = { accessGroupId: group, source: 'hand', until: ctx.now } as const
    await newTestGrant(ctx, { employeeId, propertyId: hq, ...over })
    const gateHouse = await newController('Gate house')
    const labBox = await newController('Lab box')
    await gateHouse('Gate', 5, 20)
    await labBox('Lab 1', 25)
    const { grants } = await known()
    expect(grants.map(({ doors, confirmed, silent }) => ({ doors, confirmed, silent }))).toEqual(
      expect.arrayContaining([
        { doors: 3, confirmed: 3, silent: [] },
        {
          doors: 1,
          confirmed: 0,
          silent: [{ controller: 'Lab box', since: at(25), count: 1, doors: ['Lab 1'] }],
        },
      ]),
    )
    expect(grants).toHaveLength(2)
  })
})
