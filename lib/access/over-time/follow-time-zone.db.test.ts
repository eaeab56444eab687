import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { withTransaction } from '@/db/context'
import { properties } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestEmployee, newTestKey } from '@/db/testing/people'
import type { SingleCondition } from '@/lib/rules/engine/condition'
import { factsFromScim } from '@/lib/rules/engine/facts'
import { decide, grantsOf, livingKeys, openTestHouse, type TestHouse } from '../test-house'
import { applyRule } from '../test-save-rules'
import { decideNewDays } from './decide-new-days'
import { followTimeZone } from './follow-time-zone'

let db: Db
let close: () => Promise<void>
let house: TestHouse

beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  // Every organisation's properties are looked at, so each test begins with its own alone.
  await db.update(properties).set({ datesDecidedOn: '2199-01-01' })
  house = await openTestHouse(db, evening)
})

/** Nine in the evening of the 25th in Denver, the 26th in Auckland and in Berlin. */
const evening = new Date('2026-11-26T04:00:00Z')

const hiredOn = (startDate: string) =>
  factsFromScim({ 'urn:ietf:params:scim:schemas:extension:x:2.0:User': { startDate } })

async function newDateRule(operator: SingleCondition['operator'], ...values: string[]) {
  const { ctx, roleIds, hq: propertyId } = house
  const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: 'Lobby' })
  await applyRule(ctx, {
    propertyId,
    name: 'Starters',
    conditions: {
      match: 'all',
      conditions: [{ kind: 'condition', operand: 'startDate', operator, values }],
    },
    accessGroupIds: [accessGroupId],
    roleId: roleIds.user,
    mobileKey: true,
  })
}

async function newStarter(startDate: string): Promise<string> {
  const id = await newTestEmployee(house.ctx, {
    displayName: 'Maya',
    primaryEmail: 'maya@contoso.example',
    facts: hiredOn(startDate),
  })
  await decide(house.ctx, [id])
  return id
}

async function moveTo(timeZone: string) {
  const { ctx, hq } = house
  await db
    .update(properties)
    .set({ timeZone })
    .where(and(eq(properties.organizationId, ctx.organizationId), eq(properties.id, hq)))
  await withTransaction(ctx, (tx) => followTimeZone(tx, { propertyId: hq }))
}

it('rules that look at dates are decided on the day that it is in the new time zone', async () => {
  await newDateRule('withinLastDays', '3')
  const id = await newStarter('2026-11-26')
  expect(await grantsOf(house.ctx, id)).toEqual([])

  await moveTo('Europe/Berlin')
  expect(await grantsOf(house.ctx, id)).toHaveLength(1)

  await moveTo('America/Denver')
  expect(await grantsOf(house.ctx, id)).toEqual([])
})

it('the next day is the next of the new clock, though the old one had it already', async () => {
  await newDateRule('withinLastDays', '3')
  const id = await newStarter('2026-11-26')
  await moveTo('Pacific/Auckland')
  await decideNewDays(db, evening)
  await moveTo('America/Denver')
  expect(await grantsOf(house.ctx, id)).toEqual([])

  await decideNewDays(db, new Date('2026-11-26T07:05:00Z'))
  expect(await grantsOf(house.ctx, id)).toHaveLength(1)
})

it('a key that waits for a start date waits for its midnight in the new time zone', async () => {
  await newDateRule('isNotEmpty')
  const id = await newStarter('2026-11-26')
  const startsAt = async () => (await livingKeys(house.ctx, id)).map((key) => key.startsAt)
  expect(await startsAt()).toEqual([new Date('2026-11-26T07:00:00Z')])

  await moveTo('Asia/Kolkata')
  expect(await startsAt()).toEqual([null])

  await moveTo('America/Los_Angeles')
  expect(await startsAt()).toEqual([new Date('2026-11-26T08:00:00Z')])
})

it('nothing moves at another property or in another organisation', async () => {
  const other = await openTestHouse(db, evening)
  const starts = new Date('2026-11-26T07:00:00Z')
  const keys: [TestHouse, string, string][] = []
  for (const [one, propertyId] of [
    [house, house.austin],
    [other, other.hq],
  ] as const) {
    const id = await newTestEmployee(one.ctx, { displayName: 'Eve', facts: hiredOn('2026-11-26') })
    await newTestKey(one.ctx, { employeeId: id, propertyId, state: 'sent', startsAt: starts })
    keys.push([one, id, propertyId])
  }
  await moveTo('Asia/Kolkata')
  for (const [one, id] of keys) {
    expect(await livingKeys(one.ctx, id)).toMatchObject([{ startsAt: starts }])
  }
  await withTransaction(other.ctx, (tx) => followTimeZone(tx, { propertyId: house.hq }))
  const [place] = await db.select().from(properties).where(eq(properties.id, house.hq))
  expect(place?.timeZone).toBe('Asia/Kolkata')
})
