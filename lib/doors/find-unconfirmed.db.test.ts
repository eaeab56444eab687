import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestProperty } from '@/db/testing/people'
import type { ActivityData } from '@/lib/activity/kinds'
import { recordActivity } from '@/lib/activity/record'
import { createController, listControllers, revokeController } from './controllers'
import { DoorDesk } from './door-desk'
import { findUnconfirmedDoors } from './find-unconfirmed'
import { asker } from './test-doors'

let db: Db
let close: () => Promise<void>
let ctx: Awaited<ReturnType<typeof newTestOrganization>>['ctx']
let hq: string
let credential: string

const at = (minutes: number) => new Date(ctx.now.getTime() + minutes * 60_000)
const HOUR = 60
const DAY = 24 * HOUR

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())

/** HQ has two doors behind one controller. */
beforeEach(async () => {
  ;({ ctx } = await newTestOrganization(db))
  hq = await newTestProperty(ctx, 'HQ Denver')
  await newTestAccessGroup(ctx, { propertyId: hq, name: 'Employees', doors: ['Dock', 'Roof'] })
  ;({ credential } = await createController(ctx, { name: 'HQ readers', propertyId: hq }))
})

const sayHello = (minutes: number, shown = credential) =>
  new DoorDesk(db, () => at(minutes)).hello(
    new Request('https://sequr.example/api/access/check', {
      headers: { authorization: `Bearer ${shown}` },
    }),
  )
const ask = (minutes: number) =>
  asker(ctx, credential)({ door: 'dor_unknown', key: 'key_unknown' }, at(minutes))
const take = (minutes: number, propertyId = hq) =>
  recordActivity({ ...ctx, now: at(minutes) }, [
    {
      kind: 'key.revoked',
      data: { name: 'Maya', property: 'HQ Denver', cause: 'Left.' },
      propertyId,
    },
  ])
const found = async (minutes: number) =>
  (await findUnconfirmedDoors({ ...ctx, now: at(minutes) })).map(
    ({ controller, property, doors, since }) => ({ controller, property, doors, since }),
  )

it('a controller that reports is missed an hour after access was taken, until it is heard', async () => {
  await sayHello(0)
  await take(10)
  expect(await found(10 + HOUR - 1)).toEqual([])
  expect(await found(10 + HOUR)).toEqual([
    { controller: 'HQ readers', property: 'HQ Denver', doors: 2, since: at(10) },
  ])
  const [listed] = await listControllers({ ...ctx, now: at(10 + HOUR) })
  expect(listed?.unconfirmedSince).toEqual(at(10))

  await sayHello(10 + HOUR)
  expect(await found(10 + HOUR)).toEqual([])
})

it('a card that ended is access that was taken', async () => {
  await sayHello(0)
  const data = { name: 'Maya', property: 'HQ Denver', card: '4711', cause: 'Left.' }
  await recordActivity({ ...ctx, now: at(10) }, [{ kind: 'card.ended', data, propertyId: hq }])
  expect(await found(10 + HOUR)).toMatchObject([{ controller: 'HQ readers', since: at(10) }])
})

it('what one decision took is access that was taken; what it only gave is not', async () => {
  const who = { name: 'Maya', property: 'HQ Denver' }
  const cause = 'All access ended.'
  const changed = (minutes: number, more: Partial<ActivityData['access.changed']>) =>
    recordActivity({ ...ctx, now: at(minutes) }, [
      { kind: 'access.changed', data: { ...who, ...more }, propertyId: hq },
    ])
  await sayHello(0)
  await changed(10, { given: [{ accessGroup: 'Employees', rules: [] }], key: { what: 'issued' } })
  await changed(11, { role: { before: 'User', after: null } })
  expect(await found(20 + HOUR)).toEqual([])

  const taking: Partial<ActivityData['access.changed']>[] = [
    { cards: [{ card: '4711', what: 'suspended', cause }] },
    { key: { what: 'suspended', cause } },
    { key: { what: 'revoked', cause } },
    { taken: ['Employees'] },
  ]
  for (const [index, more] of taking.entries()) {
    const minute = 50 - index
    await changed(minute, more)
    expect(await found(50 + HOUR)).toMatchObject([{ since: at(minute) }])
  }
})

it('a controller that only asks is given a day', async () => {
  await ask(0)
  await take(10)
  expect(await found(DAY)).toEqual([])
  expect(await found(10 + DAY)).toMatchObject([{ controller: 'HQ readers' }])
  await ask(10 + DAY)
  expect(await found(10 + DAY)).toEqual([])
})

it('silence without anything taken, before it, or elsewhere is no trouble', async () => {
  const austin = await newTestProperty(ctx, 'Austin')
  await take(0)
  await sayHello(5)
  await take(10, austin)
  expect(await found(2 * DAY)).toEqual([])
})

it('a controller that was never heard, or is revoked, is no trouble', async () => {
  await take(10)
  expect(await found(2 * DAY)).toEqual([])

  await sayHello(15)
  await take(20)
  expect(await found(2 * DAY)).toHaveLength(1)
  const [listed] = await listControllers(ctx)
  await revokeController(ctx, { id: listed?.id ?? '' })
  expect(await found(2 * DAY)).toEqual([])
})

it('another organisation neither sees it nor causes it', async () => {
  await sayHello(0)
  const { ctx: other } = await newTestOrganization(db)
  await recordActivity({ ...other, now: at(10) }, [
    {
      kind: 'key.revoked',
      data: { name: 'Kim', property: 'HQ Denver', cause: 'Left.' },
      propertyId: hq,
    },
  ])
  expect(await found(2 * DAY)).toEqual([])
  await take(20)
  expect(await findUnconfirmedDoors({ ...other, now: at(2 * DAY) })).toEqual([])
})

it('a credential that is not one is not heard', async () => {
  expect((await sayHello(0)).status).toBe(200)
  expect((await sayHello(1, `sqr_door_${'x'.repeat(43)}`)).status).toBe(401)
  const [listed] = await listControllers(ctx)
  expect(listed?.lastHeardAt).toEqual(at(0))
})
