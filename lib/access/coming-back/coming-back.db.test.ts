import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { cards, memberships, type RoleKey, users } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestEmployee } from '@/db/testing/people'
import { describeActivity } from '@/lib/activity/describe'
import { listActivity } from '@/lib/activity/list'
import { recordActivity } from '@/lib/activity/record'
import { listNeedsYou } from '@/lib/inbox/list-needs-you'
import { newId } from '@/lib/kernel/ids'
import { giveByHand } from '../by-hand/give-by-hand'
import { issueKey } from '../key-deeds/manage-key'
import { changePerson, newPerson, openTestHouse, type TestHouse } from '../test-house'
import { giveRoleBack } from './give-role-back'
import { listReturned } from './list-returned'
import { readHadRole } from './read-had-role'

const DAY_MS = 86_400_000

let db: Db
let close: () => Promise<void>
let house: TestHouse

beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db, new Date('2026-11-20T19:00:00Z'))
  house.ctx = { ...house.ctx, actor: { kind: 'system', name: 'Test' } }
})

const on = (day: number): Context => ({
  ...house.ctx,
  now: new Date(house.ctx.now.getTime() + day * DAY_MS),
})

async function newAdmin(role: RoleKey) {
  const userId = newId('user')
  const email = `${userId}@contoso.example`
  await db.insert(users).values({ id: userId, name: 'Jonas', email })
  const { organizationId, now: createdAt } = house.ctx
  const roleId = house.roleIds[role]
  await db.insert(memberships).values({ organizationId, userId, roleId, createdAt })
  return { userId, email }
}

async function as(role: RoleKey, ctx = on(2)): Promise<Context> {
  const { userId } = await newAdmin(role)
  return { ...ctx, actor: { kind: 'admin', userId, name: 'Ana Ruiz' } }
}

/** An administrator of the organisation whom the directory knows, too. */
async function newJonas(role: RoleKey = 'admin') {
  const { userId, email } = await newAdmin(role)
  const employeeId = await newPerson(house, { name: 'Jonas', department: 'IT', email })
  return { userId, email, employeeId, who: { employeeId } }
}

async function turn(day: number, employeeId: string, active: boolean) {
  const kind = active ? 'employee.reactivated' : 'employee.deactivated'
  const subject = { kind: 'employee', id: employeeId } as const
  await recordActivity(on(day), [{ kind, data: { name: 'Jonas' }, subject }])
  await changePerson(on(day), employeeId, { active })
}

async function leaveAndReturn(employeeId: string) {
  await turn(0, employeeId, false)
  await turn(1, employeeId, true)
}

const roleOf = async (userId: string) =>
  (
    await db
      .select({ roleId: memberships.roleId })
      .from(memberships)
      .where(
        and(
          eq(memberships.organizationId, house.ctx.organizationId),
          eq(memberships.userId, userId),
        ),
      )
  )[0]?.roleId

describe('the role of an administrator who is back', () => {
  it('is offered, and given back with one press and an entry, once', async () => {
    const { userId, employeeId, who } = await newJonas()
    await leaveAndReturn(employeeId)
    expect(await roleOf(userId)).toBeUndefined()
    expect(await readHadRole(on(2), who)).toMatchObject({ role: 'Admin', until: on(0).now })

    const ana = await as('global_admin')
    await giveRoleBack(ana, who)

    expect(await roleOf(userId)).toBe(house.roleIds.admin)
    expect(await readHadRole(on(3), who)).toBeNull()
    const { rows } = await listActivity(house.ctx, { subject: employeeId })
    const sentences = rows.map(({ kind, data }) =>
      describeActivity(...([kind, data] as Parameters<typeof describeActivity>)),
    )
    expect(sentences).toContain('Jonas is an administrator again: Admin.')
    await expect(giveRoleBack(ana, who)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is not offered while somebody is away or held', async () => {
    const { employeeId, who } = await newJonas()
    await turn(0, employeeId, false)
    expect(await readHadRole(on(1), who)).toBeNull()
    await changePerson(on(2), employeeId, { active: true, hold: 'by_hand' })
    expect(await readHadRole(on(2), who)).toBeNull()
    const give = giveRoleBack(await as('global_admin'), who)
    await expect(give).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is not offered once the address of the sign-in is somebody else’s', async () => {
    const { employeeId, email, who } = await newJonas()
    await leaveAndReturn(employeeId)
    await changePerson(on(1), employeeId, {
      userNameKey: 'jonas.2@contoso.example',
      primaryEmailKey: 'jonas.2@contoso.example',
    })
    await newTestEmployee(house.ctx, { displayName: 'Joana', primaryEmail: email })
    expect(await readHadRole(on(2), who)).toBeNull()
  })

  it('is never more than the giver holds', async () => {
    const { userId, employeeId, who } = await newJonas('global_admin')
    const ben = await as('admin')
    await as('global_admin')
    await leaveAndReturn(employeeId)
    await expect(giveRoleBack(ben, who)).rejects.toMatchObject({ code: 'not_allowed' })
    expect(await roleOf(userId)).toBeUndefined()
  })

  it('is neither seen nor given by another organisation', async () => {
    const { userId, employeeId, who } = await newJonas()
    await leaveAndReturn(employeeId)
    const { ctx: stranger } = await newTestOrganization(db, on(2).now)
    expect(await readHadRole(stranger, who)).toBeNull()
    await expect(giveRoleBack(stranger, who)).rejects.toMatchObject({ code: 'not_found' })
    expect(await roleOf(userId)).toBeUndefined()
  })
})

describe('Needs you says that somebody is back', () => {
  const told = async (day: number) =>
    (await listNeedsYou(on(day))).flatMap((item) => (item.kind === 'returned' ? [item] : []))

  it('with what they had, until it is given again or thirty days are over', async () => {
    const { employeeId, who } = await newJonas()
    const { hq: propertyId } = house
    const lab = await newTestAccessGroup(house.ctx, { propertyId, name: 'Lab', doors: ['Lab 1'] })
    const given = {
      ...who,
      accessGroupId: lab,
      lastDay: '2027-03-01',
      noEnd: false,
      reason: 'Audit',
    }
    await giveByHand(on(-1), given)
    await issueKey(on(-1), { ...who, propertyId })
    const { organizationId } = house.ctx
    const card = { organizationId, employeeId, propertyId, givenBy: 'Ana Ruiz' }
    await db.insert(cards).values({
      ...card,
      id: newId('card'),
      numberHash: 'old',
      ending: '0001',
      givenAt: on(-1).now,
      revokedAt: on(0).now,
    })
    expect(await told(0)).toEqual([])
    await leaveAndReturn(employeeId)

    const back = { kind: 'returned', employeeId, name: 'Jonas', since: on(1).now }
    const had = { byHand: ['Lab'], card: true, role: 'Admin' }
    expect(await told(2)).toEqual([{ ...back, ...had }])
    expect(await told(32)).toEqual([])

    await giveByHand(on(2), given)
    await giveRoleBack(await as('global_admin'), who)
    expect(await told(3)).toEqual([{ ...back, byHand: [], card: true, role: null }])
    const another = { numberHash: 'new', ending: '0002', givenAt: on(2).now }
    await db.insert(cards).values({ ...card, id: newId('card'), ...another })
    expect(await told(3)).toEqual([])
  })

  it('not of who had nothing that does not come back by itself, nor to others', async () => {
    const maya = await newPerson(house, { name: 'Maya', department: 'IT' })
    const { hq: propertyId } = house
    await newTestAccessGroup(house.ctx, { propertyId, name: 'Lab' })
    await leaveAndReturn(maya)
    expect(await listReturned(on(2))).toEqual([])

    const { employeeId } = await newJonas()
    await leaveAndReturn(employeeId)
    expect(await listReturned(on(2))).toMatchObject([{ employeeId, role: 'Admin' }])
    const { ctx: stranger } = await newTestOrganization(db, on(2).now)
    expect(await listReturned(stranger)).toEqual([])
  })
})
