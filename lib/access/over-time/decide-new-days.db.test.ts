import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity, outboxMessages, properties } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestEmployee } from '@/db/testing/people'
import type { SingleCondition } from '@/lib/rules/engine/condition'
import { factsFromScim } from '@/lib/rules/engine/facts'
import { issueKey, revokeKey } from '../key-deeds/manage-key'
import { decide, grantsOf, livingKeys, openTestHouse, type TestHouse } from '../test-house'
import { applyRule } from '../test-save-rules'
import { decideNewDays } from './decide-new-days'
import { moveStarts } from './move-starts'

let db: Db
let close: () => Promise<void>
let house: TestHouse

beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  // Every organisation's properties are looked at, so each test begins with its own alone.
  await db.update(properties).set({ datesDecidedOn: '2199-01-01' })
  house = await openTestHouse(db, noon)
})

/** Noon of 25 November in Denver; both properties are there. */
const noon = new Date('2026-11-25T19:00:00Z')
const beforeFive = new Date('2026-11-26T07:04:59Z')
const fivePast = new Date('2026-11-26T07:05:00Z')

const hiredOn = (startDate: string) =>
  factsFromScim({ 'urn:ietf:params:scim:schemas:extension:x:2.0:User': { startDate } })

async function newStarter(name: string, startDate: string): Promise<string> {
  const id = await newTestEmployee(house.ctx, {
    displayName: name,
    primaryEmail: `${name}@contoso.example`,
    facts: hiredOn(startDate),
  })
  await decide(house.ctx, [id])
  return id
}

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

describe('a rule that looks at dates', () => {
  it('is decided anew at five past midnight of the property, not before, and only once', async () => {
    await newDateRule('withinNextDays', '7')
    const id = await newStarter('Maya', '2026-12-03')
    await decideNewDays(db, noon)
    expect(await grantsOf(house.ctx, id)).toEqual([])

    expect(await decideNewDays(db, beforeFive)).toBe(0)
    expect(await grantsOf(house.ctx, id)).toEqual([])

    expect(await decideNewDays(db, fivePast)).toBe(2)
    expect(await grantsOf(house.ctx, id)).toHaveLength(1)
    expect(await livingKeys(house.ctx, id)).toHaveLength(1)

    const entries = await db.$count(activity)
    expect(await decideNewDays(db, new Date(fivePast.getTime() + 3_600_000))).toBe(0)
    expect(await db.$count(activity)).toBe(entries)
  })

  it('is made up for after days without a server', async () => {
    await newDateRule('isOn', '2026-11-30')
    await decideNewDays(db, noon)
    const id = await newStarter('Maya', '2026-11-30')
    // Whoever matched on the day of the rule would lose on the next one.
    expect(await grantsOf(house.ctx, id)).toHaveLength(1)
    await newStarter('Ben', 'soon')

    expect(await decideNewDays(db, new Date('2026-12-03T18:00:00Z'))).toBe(2)
    expect(await decideNewDays(db, new Date('2026-12-03T18:01:00Z'))).toBe(0)
  })

  it('takes access away when its days are over', async () => {
    await newDateRule('withinLastDays', '1')
    const id = await newStarter('Maya', '2026-11-24')
    expect(await grantsOf(house.ctx, id)).toHaveLength(1)
    await decideNewDays(db, fivePast)
    expect(await grantsOf(house.ctx, id)).toEqual([])
    expect(await livingKeys(house.ctx, id)).toEqual([])
  })

  it('changes nobody in another organisation, and nothing at a property without dates', async () => {
    const other = await openTestHouse(db, noon)
    await newDateRule('withinNextDays', '7')
    const here = await newStarter('Maya', '2026-12-03')
    const there = await newTestEmployee(other.ctx, {
      displayName: 'Maya',
      facts: hiredOn('2026-12-03'),
    })
    await decideNewDays(db, fivePast)
    expect(await grantsOf(house.ctx, here)).toHaveLength(1)
    expect(await grantsOf(other.ctx, there)).toEqual([])
  })

  it('rolls the day back with its consequences when they fail', async () => {
    await newDateRule('withinNextDays', '7')
    const id = await newStarter('Maya', '2026-12-03')
    await db.execute(
      `create function refuse() returns trigger language plpgsql as $$ begin raise 'refused'; end $$`,
    )
    await db.execute(
      `create trigger refuse before insert on grants for each row execute function refuse()`,
    )
    await expect(decideNewDays(db, fivePast)).rejects.toThrow('Some properties')
    await db.execute(`drop trigger refuse on grants`)

    expect(await grantsOf(house.ctx, id)).toEqual([])
    expect(await decideNewDays(db, fivePast)).toBe(1)
    expect(await grantsOf(house.ctx, id)).toHaveLength(1)
  })
})

describe('the key of somebody who starts later', () => {
  const midnight = new Date('2026-12-01T07:00:00Z')

  it('begins at midnight of that day at the property', async () => {
    await newDateRule('isOnOrAfter', '2026-01-01')
    const id = await newStarter('Maya', '2026-12-01')
    expect(await livingKeys(house.ctx, id)).toMatchObject([{ startsAt: midnight }])
    expect(
      await db.$count(outboxMessages, eq(outboxMessages.organizationId, house.ctx.organizationId)),
    ).toBe(1)
  })

  it('begins at once when the day has come', async () => {
    await newDateRule('isOnOrAfter', '2026-01-01')
    const id = await newStarter('Maya', '2026-11-25')
    expect(await livingKeys(house.ctx, id)).toMatchObject([{ startsAt: null }])
  })

  it('that is given by hand begins then, too', async () => {
    await newDateRule('isOnOrAfter', '2026-01-01')
    const id = await newStarter('Maya', '2026-12-01')
    const [key] = await livingKeys(house.ctx, id)
    await revokeKey(house.ctx, { keyId: key?.id ?? '' })
    await issueKey(house.ctx, { employeeId: id, propertyId: house.hq })
    expect(await livingKeys(house.ctx, id)).toMatchObject([{ startsAt: midnight }])
  })

  it('moves with the day, and only the key of that person in that organisation', async () => {
    await newDateRule('isOnOrAfter', '2026-01-01')
    const id = await newStarter('Maya', '2026-12-01')
    const ben = await newStarter('Ben', '2026-12-01')
    const move = (ctx: TestHouse['ctx'], before: string, after: string) =>
      moveStarts(ctx, id, { before: hiredOn(before), after: hiredOn(after) })
    const { ctx: stranger } = await openTestHouse(db, noon)

    await move(stranger, '2026-12-01', '2026-12-02')
    expect(await livingKeys(house.ctx, id)).toMatchObject([{ startsAt: midnight }])
    await move(house.ctx, '2026-12-01', '2026-12-02')
    expect(await livingKeys(house.ctx, id)).toMatchObject([
      { startsAt: new Date('2026-12-02T07:00:00Z') },
    ])
    expect(await livingKeys(house.ctx, ben)).toMatchObject([{ startsAt: midnight }])
    await move(house.ctx, '2026-12-02', '2026-11-24')
    expect(await livingKeys(house.ctx, id)).toMatchObject([{ startsAt: null }])
  })
})
