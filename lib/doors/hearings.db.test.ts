import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { controllerHearings, doorAskers } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestProperty } from '@/db/testing/people'
import { createController, listControllers } from './controllers'
import { reportPresence } from './report-presence'
import { asker, doorCalled } from './test-doors'

let db: Db
let close: () => Promise<void>
let ctx: Context
let dock: string
let roof: string
let credential: string

const at = (seconds: number) => new Date(ctx.now.getTime() + seconds * 1000)

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx } = await newTestOrganization(db))
  const propertyId = await newTestProperty(ctx, 'HQ Denver')
  await newTestAccessGroup(ctx, { propertyId, name: 'All', doors: ['Dock', 'Roof'] })
  ;[dock, roof] = [await doorCalled(ctx, 'Dock'), await doorCalled(ctx, 'Roof')]
  ;({ credential } = await createController(ctx, { name: 'Gate house', propertyId }))
})

const ask = (door: string, seconds: number, shown = credential) =>
  asker(ctx, shown)({ door, key: 'key_nobody' }, at(seconds))
const sayHello = (seconds: number) => reportPresence(db, { credential, now: at(seconds) })

async function heardAt(): Promise<Date[]> {
  const rows = await db
    .select({ at: controllerHearings.at })
    .from(controllerHearings)
    .where(eq(controllerHearings.organizationId, ctx.organizationId))
    .orderBy(asc(controllerHearings.at))
  return rows.map((row) => row.at)
}

async function askers(): Promise<Map<string, string>> {
  const rows = await db
    .select()
    .from(doorAskers)
    .where(eq(doorAskers.organizationId, ctx.organizationId))
  return new Map(rows.map((row) => [row.doorId, row.controllerId]))
}

it('a controller that asks is written down once a minute, however much it asks', async () => {
  for (const second of [0, 20, 59, 61, 90, 130]) await ask(dock, second)
  expect(await heardAt()).toEqual([at(0), at(61), at(130)])
})

it('one that says it is there is written down every ten seconds at most, and always answered', async () => {
  await ask(dock, 0)
  // The first word of its own counts, so that its silence does from then on.
  for (const second of [3, 5, 14, 20]) expect(await sayHello(second)).toBe(true)
  expect(await heardAt()).toEqual([at(0), at(3), at(14)])
  const [listed] = await listControllers(ctx)
  expect(listed?.lastHeardAt).toEqual(at(14))
})

it('a door remembers which controller asked for it last, and none of another property or organisation', async () => {
  const far = await newTestProperty(ctx, 'Austin')
  const other = (await newTestOrganization(db)).ctx
  const austin = await createController(ctx, { name: 'Austin', propertyId: far })
  const theirs = await createController(other, { name: 'Theirs', propertyId: '' })
  const everywhere = await createController(ctx, { name: 'Everywhere', propertyId: '' })
  const ids = new Map((await listControllers(ctx)).map((one) => [one.name, one.id]))

  await ask(dock, 0)
  await ask(roof, 1)
  await ask(dock, 2, austin.credential)
  await ask(dock, 3, theirs.credential)
  expect(await askers()).toEqual(
    new Map([
      [dock, ids.get('Gate house')],
      [roof, ids.get('Gate house')],
    ]),
  )
  await ask(dock, 4, everywhere.credential)
  expect((await askers()).get(dock)).toBe(ids.get('Everywhere'))
})
