import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { activity, decisions, employees, heldRemovals, properties } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { readRules } from '@/lib/rules/stored-rules'
import { applyChange } from '../apply-change'
import { explainAccess } from '../explain/explain'
import { holdEmployee } from '../hold'
import { previewRules } from '../preview/preview-rules'
import { guardSchema } from '../schemas'
import {
  changePerson,
  decide,
  grantsOf,
  livingKeys,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '../test-house'
import { changeGuard } from './change-guard'
import { guardLimit } from './guard-limit'
import { keepHeld, listHeldRemovals, releaseHeld } from './held-removals'

const LIMIT = 5
const MINUTE_MS = 60_000

let db: Db
let close: () => Promise<void>
let house: TestHouse
let ids: string[]
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
  house.ctx = { ...house.ctx, actor: { kind: 'system', name: 'Test' } }
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Eng', doors: ['Lab'] })
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales', mobileKey: false })
  ids = []
  for (let n = 0; n < LIMIT + 3; n++) {
    ids.push(await newPerson(house, { name: `Person ${n}`, department: 'Eng' }))
  }
})

const later = (minutes: number): Context => ({
  ...house.ctx,
  now: new Date(house.ctx.now.getTime() + minutes * MINUTE_MS),
})
const moveTo = (department: string, id: string, ctx = house.ctx) =>
  changePerson(ctx, id, { facts: { department: [department] } })
/** What Entra's pushes do, one person after the other. */
async function moveAll(department: string, people = ids, ctx = house.ctx) {
  for (const id of people) await moveTo(department, id, ctx)
}
const groupsOf = async (id: string) => (await grantsOf(house.ctx, id)).length
const held = () =>
  db.select().from(heldRemovals).where(eq(heldRemovals.organizationId, house.ctx.organizationId))
const told = (kind: string) =>
  db.$count(
    activity,
    and(eq(activity.organizationId, house.ctx.organizationId), eq(activity.kind, kind)),
  )

/** Of how many people the log says that a decision gave them access groups, or took them. */
const toldOf = (what: 'given' | 'taken') =>
  db.$count(
    activity,
    and(
      eq(activity.organizationId, house.ctx.organizationId),
      eq(activity.kind, 'access.changed'),
      sql`${activity.data} ? ${what}`,
    ),
  )

describe('pushes that take access away', () => {
  it('pass up to the limit, and wait beyond it with everything as it was', async () => {
    await moveAll('nowhere')

    const kept: string[] = []
    for (const id of ids) if ((await groupsOf(id)) > 0) kept.push(id)
    expect(kept).toEqual(ids.slice(LIMIT))
    expect((await held()).map((row) => row.employeeId).sort()).toEqual(kept.toSorted())
    for (const id of kept) expect(await livingKeys(house.ctx, id)).toHaveLength(1)
    expect(await toldOf('taken')).toBe(LIMIT)
    expect(await told('access.held')).toBe(kept.length)
  })

  it('wait together when one push takes from more people than the limit', async () => {
    for (const id of ids) await changeSilently(id)
    await decide(house.ctx, ids)
    expect(await held()).toHaveLength(ids.length)
    expect(await toldOf('taken')).toBe(0)
  })

  it('pass again when half an hour is over', async () => {
    await moveAll('nowhere')
    const [, , , , , , , last = ''] = ids
    await moveTo('eng', last, later(1))
    expect(await held()).toHaveLength(2)

    await moveTo('nowhere', last, later(31))
    expect(await groupsOf(last)).toBe(0)
    expect(await held()).toHaveLength(2)
  })

  it('still give what is new to whoever waits', async () => {
    await moveAll('nowhere', ids.slice(0, LIMIT))
    const [, , , , , sixth = ''] = ids

    await moveTo('sales', sixth)

    expect(await groupsOf(sixth)).toBe(2)
    const [decision] = await db.select().from(decisions).where(eq(decisions.employeeId, sixth))
    expect(decision).toMatchObject({ mobileKey: true })
  })

  it('wait once, however often Entra says it', async () => {
    await moveAll('nowhere')
    await decide(house.ctx, ids)
    await decide(later(40), ids)
    expect(await told('access.held')).toBe(3)
    expect(await held()).toHaveLength(3)
  })
})

/** Changes the person without deciding, so that many are decided in one push. */
async function changeSilently(id: string) {
  await db
    .update(employees)
    .set({ facts: { department: ['nowhere'] } })
    .where(and(eq(employees.organizationId, house.ctx.organizationId), eq(employees.id, id)))
}

describe('leavers', () => {
  it('are never held, not even those whose removal waited', async () => {
    await moveAll('nowhere')
    expect(await held()).toHaveLength(3)

    for (const id of ids) await changePerson(house.ctx, id, { active: false })

    for (const id of ids) {
      expect(await groupsOf(id)).toBe(0)
      expect(await livingKeys(house.ctx, id)).toEqual([])
    }
    expect(await held()).toEqual([])
  })

  it('and people held by hand use up nothing of the limit', async () => {
    for (const id of ids.slice(0, 2)) await changePerson(house.ctx, id, { active: false })
    await holdEmployee(house.ctx, { employeeId: ids[2] ?? '' })
    await moveAll('nowhere', ids.slice(3))
    expect(await held()).toEqual([])
  })
})

describe('a held removal', () => {
  beforeEach(() => moveAll('nowhere'))

  it('leaves the list when the person matches again', async () => {
    const [, , , , , sixth = ''] = ids
    await moveTo('eng', sixth)
    expect((await held()).map((row) => row.employeeId)).not.toContain(sixth)
    expect(await groupsOf(sixth)).toBe(1)
    expect(await toldOf('given')).toBe(ids.length)
  })

  it('is told on the person’s page, with no rule that would give the access', async () => {
    const [, , , , , sixth = ''] = ids
    const places = await explainAccess(house.ctx, { employeeId: sixth })
    const grants = places.flatMap((place) => place.grants)
    expect(grants).toMatchObject([{ accessGroup: 'Eng', waitsSince: house.ctx.now, rules: [] }])
  })

  it('happens when a person lets it, to all of them or to some', async () => {
    const [, , , , , sixth = ''] = ids
    expect(await releaseHeld(house.ctx, { employeeIds: [sixth] })).toMatchObject({
      taken: 1,
      keysRevoked: 1,
    })
    expect(await releaseHeld(house.ctx, {})).toMatchObject({ taken: 2 })
    expect(await held()).toEqual([])
    await expect(releaseHeld(house.ctx, {})).rejects.toMatchObject({ code: 'not_found' })
    expect(await told('integration.removals_allowed')).toBe(2)
  })

  it('can be put off until a date, and stays on the list', async () => {
    await db
      .update(properties)
      .set({ timeZone: 'Pacific/Kiritimati' })
      .where(eq(properties.id, house.hq))
    const ctx = { ...house.ctx, now: new Date('2026-11-26T12:00:00Z') }
    expect(await keepHeld(ctx, { until: '2026-11-28' })).toEqual({ people: 3 })
    expect(await listHeldRemovals(house.ctx)).toMatchObject({
      count: 3,
      limit: LIMIT,
      people: [
        { name: 'Person 5', loses: ['Eng at HQ Denver'], keptUntil: '2026-11-27T10:00:00.000Z' },
        {},
        {},
      ],
    })
    // It is two in the morning of the 27th there already; the last day begins within 90 days.
    for (const until of ['2026-11-27', '2026-11-26', '2027-02-26', '0001-01-01', '9999-12-31']) {
      await expect(keepHeld(ctx, { until }), until).rejects.toMatchObject({ field: 'until' })
    }
    await expect(keepHeld(ctx, { until: '2026-11-27' })).rejects.toThrow('has begun')
    expect(await keepHeld(ctx, { until: '2027-02-25' })).toEqual({ people: 3 })
  })

  it('is no loss of a change of the rules, and keeps waiting through it', async () => {
    const [first] = await readRules(house.ctx, { propertyId: house.hq })
    const change = { kind: 'switch', ruleId: first?.id ?? '', enabled: true } as const
    const { guard } = await previewRules(house.ctx, { propertyId: house.hq, change })
    expect(guard.losses).toBe(0)

    await applyChange(house.ctx, { propertyId: house.hq, change })
    expect(await held()).toHaveLength(3)
  })
})

describe('the limit', () => {
  it('is the smaller of a share and a number, and not below five', async () => {
    expect(await guardLimit(house.ctx)).toEqual({
      percent: 10,
      people: 20,
      peopleTotal: 8,
      limit: 5,
    })
    expect(await changeGuard(house.ctx, { percent: 100, people: 6 })).toMatchObject({ limit: 6 })
    await moveAll('nowhere')
    expect(await held()).toHaveLength(2)
    expect(guardSchema.safeParse({ percent: 10, people: 4 }).success).toBe(false)
  })
})

describe('another organisation', () => {
  it('sees, allows and keeps nothing, and its losses use up nothing', async () => {
    await moveAll('nowhere')
    const { ctx: stranger } = await newTestOrganization(db)
    expect(await listHeldRemovals(stranger)).toMatchObject({ count: 0, people: [] })
    const until = later(24 * 60 * 2)
      .now.toISOString()
      .slice(0, 10)
    for (const tried of [
      releaseHeld(stranger, {}),
      releaseHeld(stranger, { employeeIds: ids }),
      keepHeld(stranger, { until, employeeIds: ids }),
    ]) {
      await expect(tried).rejects.toMatchObject({ code: 'not_found' })
    }
    await changeGuard(stranger, { percent: 50, people: 50 })
    expect(await guardLimit(house.ctx)).toMatchObject({ people: 20 })
    expect(await held()).toHaveLength(3)
  })
})
