import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { activity, memberships, type RoleKey, users } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup } from '@/db/testing/people'
import { describeActivity } from '@/lib/activity/describe'
import { recordActivity } from '@/lib/activity/record'
import { holdEmployee, releaseEmployee } from '../hold'
import { issueKey } from '../key-deeds/manage-key'
import type { HandGrantInput } from '../schemas'
import {
  changePerson,
  grantsOf,
  livingKeys,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '../test-house'
import { endByHand, endDueByHand } from './end-by-hand'
import { giveByHand } from './give-by-hand'
import { listHadByHand } from './list-had-by-hand'

/** Noon in Denver, where both properties are. */
const NOON = new Date('2026-11-20T19:00:00Z')

let db: Db
let close: () => Promise<void>
let house: TestHouse
let maya: string
let lab: string

beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db, NOON)
  maya = await newPerson(house, { name: 'Maya', department: 'Design' })
  lab = await newTestAccessGroup(house.ctx, { propertyId: house.hq, name: 'Lab', doors: ['Lab 1'] })
  house.ctx = { ...house.ctx, actor: { kind: 'system', name: 'Test' } }
})

const give = (changes: Partial<HandGrantInput> = {}, ctx = house.ctx) =>
  giveByHand(ctx, {
    employeeId: maya,
    accessGroupId: lab,
    lastDay: '2026-11-30',
    noEnd: false,
    reason: 'Audit week',
    ...changes,
  })
const at = (moment: string) => new Date(moment)
const held = async () =>
  (await grantsOf(house.ctx, maya)).map(({ source, until, reason }) => ({ source, until, reason }))

async function sentences() {
  const rows = await db
    .select({ kind: activity.kind, data: activity.data })
    .from(activity)
    .where(and(eq(activity.organizationId, house.ctx.organizationId), eq(activity.subjectId, maya)))
    .orderBy(asc(activity.at), asc(activity.id))
  return rows.map(({ kind, data }) =>
    describeActivity(...([kind, data] as Parameters<typeof describeActivity>)),
  )
}

async function as(role: RoleKey): Promise<Context> {
  const userId = `usr_${role}_${house.ctx.organizationId}`
  await db.insert(users).values({ id: userId, email: `${userId}@contoso.example` })
  await db.insert(memberships).values({
    organizationId: house.ctx.organizationId,
    userId,
    roleId: house.roleIds[role],
    createdAt: NOON,
  })
  return { ...house.ctx, actor: { kind: 'admin', userId, name: 'Ben' } }
}

describe('access by hand', () => {
  it('opens doors until its last day is over where the doors are, with a reason, and is told', async () => {
    await give()
    const until = at('2026-12-01T07:00:00Z')
    expect(await held()).toEqual([{ source: 'hand', until, reason: 'Audit week' }])
    expect(await sentences()).toEqual([
      'Maya may use Lab at HQ Denver, by hand, until 30 Nov 2026: “Audit week”.',
    ])
  })

  it('given once more has the new last day, and is one access', async () => {
    await give()
    await give({ lastDay: '2026-12-24', reason: 'Audit month' })
    const until = at('2026-12-25T07:00:00Z')
    expect(await held()).toEqual([{ source: 'hand', until, reason: 'Audit month' }])
    expect(await sentences()).toContain(
      'Maya keeps Lab at HQ Denver, by hand, until 24 Dec 2026: “Audit month”.',
    )
  })

  it('must end, unless a Global Admin says that it need not', async () => {
    const endless = { noEnd: true, lastDay: '' }
    const refused = { code: 'not_allowed', field: 'noEnd' }
    await expect(give(endless, await as('security'))).rejects.toMatchObject(refused)
    expect(await held()).toEqual([])
    await give(endless, await as('global_admin'))
    expect(await held()).toMatchObject([{ until: null }])
  })

  it.each([
    ['is over', '2026-11-19'],
    ['is more than a year away', '2028-01-01'],
  ])('is refused with a last day that %s', async (_, lastDay) => {
    const refused = { code: 'invalid', field: 'lastDay' }
    await expect(give({ lastDay })).rejects.toMatchObject(refused)
    expect(await held()).toEqual([])
  })

  it('is never taken by rules, and ends with the person', async () => {
    await newDepartmentRule(house, { propertyId: house.hq, department: 'Design' })
    await give()
    await changePerson(house.ctx, maya, { facts: { department: ['sales'] } })
    expect(await held()).toMatchObject([{ source: 'hand' }])

    await changePerson(house.ctx, maya, { active: false })
    expect(await held()).toEqual([])
    await expect(give()).rejects.toMatchObject({ code: 'conflict' })
  })

  it('that is removed ends at once, and the key with it where nothing else is left', async () => {
    await give()
    await issueKey(house.ctx, { employeeId: maya, propertyId: house.hq })

    await endByHand(house.ctx, { employeeId: maya, accessGroupId: lab })

    expect(await held()).toEqual([])
    expect(await livingKeys(house.ctx, maya)).toEqual([])
    const told = await sentences()
    for (const sentence of [
      'Maya may no longer use Lab at HQ Denver: what was given by hand was ended.',
      'The mobile key of Maya for HQ Denver ended. What was given by hand has ended, and no rule gives access.',
    ]) {
      expect(told).toContain(sentence)
    }
    const again = endByHand(house.ctx, { employeeId: maya, accessGroupId: lab })
    await expect(again).rejects.toMatchObject({ code: 'not_found' })
  })

  it('that is removed leaves the key that a rule gives', async () => {
    await give()
    await newDepartmentRule(house, { propertyId: house.hq, department: 'Design' })
    await endByHand(house.ctx, { employeeId: maya, accessGroupId: lab })
    expect(await held()).toMatchObject([{ source: 'rule' }])
    expect(await livingKeys(house.ctx, maya)).toHaveLength(1)
  })

  it('runs out after its last day, not earlier, and once', async () => {
    await give()
    await issueKey(house.ctx, { employeeId: maya, propertyId: house.hq })
    await endDueByHand(db, at('2026-12-01T06:59:00Z'))
    expect(await held()).toHaveLength(1)

    await endDueByHand(db, at('2026-12-01T07:00:00Z'))
    expect(await held()).toEqual([])
    expect(await livingKeys(house.ctx, maya)).toEqual([])
    const told = await sentences()
    expect(told).toContain(
      'Maya may no longer use Lab at HQ Denver: what was given by hand ran out.',
    )
    await endDueByHand(db, at('2026-12-01T07:01:00Z'))
    expect(await sentences()).toEqual(told)
  })

  it('is offered again to somebody who is back, until it is given or its day is over', async () => {
    const who = { employeeId: maya }
    const about = { data: { name: 'Maya' }, subject: { kind: 'employee' as const, id: maya } }
    const on = (moment: string) => ({ ...house.ctx, now: at(moment) })
    await give()
    await changePerson(on('2026-11-21T00:00:00Z'), maya, { active: false })
    await recordActivity(on('2026-11-21T00:00:00Z'), [{ kind: 'employee.deactivated', ...about }])
    await changePerson(on('2026-11-22T00:00:00Z'), maya, { active: true })
    await recordActivity(on('2026-11-22T00:00:00Z'), [{ kind: 'employee.reactivated', ...about }])
    expect(await held()).toEqual([])

    const back = on('2026-11-23T00:00:00Z')
    expect(await listHadByHand(back, who)).toEqual([
      {
        propertyId: house.hq,
        accessGroupId: lab,
        accessGroup: 'Lab',
        lastDay: '2026-11-30',
        reason: 'Audit week',
      },
    ])
    expect(await listHadByHand(on('2026-12-01T08:00:00Z'), who)).toEqual([])
    const { ctx: stranger } = await newTestOrganization(db, NOON)
    expect(await listHadByHand(stranger, who)).toEqual([])

    await give({}, back)
    expect(await listHadByHand(back, who)).toEqual([])
    await endByHand(on('2026-11-24T00:00:00Z'), { ...who, accessGroupId: lab })
    expect(await listHadByHand(on('2026-11-25T00:00:00Z'), who)).toEqual([])
  })

  it('is offered again after all access was taken away and given back', async () => {
    await give()
    const on = (moment: string) => ({ ...house.ctx, now: at(moment) })
    await holdEmployee(on('2026-11-21T00:00:00Z'), { employeeId: maya })
    await releaseEmployee(on('2026-11-21T01:00:00Z'), { employeeId: maya })
    const offered = await listHadByHand(on('2026-11-21T02:00:00Z'), { employeeId: maya })
    expect(offered).toMatchObject([{ accessGroup: 'Lab', reason: 'Audit week' }])
  })

  it('that was ended before somebody left is not offered when they are back', async () => {
    const about = { data: { name: 'Maya' }, subject: { kind: 'employee' as const, id: maya } }
    const on = (moment: string) => ({ ...house.ctx, now: at(moment) })
    await give()
    await endByHand(on('2026-11-20T20:00:00Z'), { employeeId: maya, accessGroupId: lab })
    await recordActivity(on('2026-11-21T00:00:00Z'), [{ kind: 'employee.deactivated', ...about }])
    await recordActivity(on('2026-11-22T00:00:00Z'), [{ kind: 'employee.reactivated', ...about }])
    expect(await listHadByHand(on('2026-11-23T00:00:00Z'), { employeeId: maya })).toEqual([])
  })

  it('is neither given nor ended by another organisation', async () => {
    await give()
    const { ctx: stranger } = await newTestOrganization(db)
    await expect(give({}, stranger)).rejects.toMatchObject({ code: 'not_found' })
    const end = endByHand(stranger, { employeeId: maya, accessGroupId: lab })
    await expect(end).rejects.toMatchObject({ code: 'not_found' })
    const theirs = await newPerson({ ...house, ctx: stranger }, { name: 'Zoe', department: 'IT' })
    const across = give({ employeeId: theirs }, stranger)
    await expect(across).rejects.toMatchObject({ code: 'not_found' })
    expect(await held()).toHaveLength(1)
  })
})
