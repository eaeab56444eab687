import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { employees, grants, mobileKeys, ruleAccessGroups } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestEmployee,
  newTestGrant,
  newTestProperty,
  newTestRule,
} from '@/db/testing/people'
import { listActivity } from '@/lib/activity/list'
import { releaseEmployee } from './hold'
import { reconcile } from './reconcile'
import { settleAsSamePerson } from './same-person'

let db: Db
let close: () => Promise<void>
let ctx: Context
let propertyId: string
let lab: string
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())

/** A rule gives everybody an access group and a key. */
beforeEach(async () => {
  const made = await newTestOrganization(db)
  ctx = made.ctx
  propertyId = await newTestProperty(ctx, 'HQ Denver')
  const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: 'Employees' })
  lab = await newTestAccessGroup(ctx, { propertyId, name: 'Lab' })
  const ruleId = await newTestRule(ctx, {
    propertyId,
    name: 'Everyone',
    roleId: made.roleIds.user,
  })
  const { organizationId } = ctx
  await db.insert(ruleAccessGroups).values({ organizationId, propertyId, ruleId, accessGroupId })
})

type Values = Partial<typeof employees.$inferInsert>
const account = (displayName: string, more: Values = {}) =>
  newTestEmployee(ctx, {
    displayName,
    primaryEmail: 'maya@contoso.com',
    userName: displayName,
    userNameKey: displayName.toLowerCase(),
    facts: { active: ['true'] },
    ...more,
  })
const record = (displayName: string, more: Values = {}) =>
  account(displayName, { source: 'local', userName: null, userNameKey: null, ...more })

const decide = (...ids: string[]) =>
  withTransaction(ctx, (tx) => reconcile(tx, { kind: 'employees', ids }))

async function personOf(id: string) {
  const [row] = await db.select().from(employees).where(eq(employees.id, id))
  return row
}

/** Access groups and living keys. */
async function holdings(employeeId: string) {
  const keys = await db.$count(
    mobileKeys,
    and(
      eq(mobileKeys.employeeId, employeeId),
      isNull(mobileKeys.revokedAt),
      isNull(mobileKeys.suspendedAt),
    ),
  )
  return { grants: await db.$count(grants, eq(grants.employeeId, employeeId)), keys }
}

const kindsAbout = async (subject: string) =>
  (await listActivity(ctx, { subject })).rows.map((row) => row.kind)

const refused = (employeeId: string, otherId: string, as = ctx) =>
  expect(settleAsSamePerson(as, { employeeId, otherId })).rejects

describe('a second account of the same person', () => {
  it('stays stored and held, gives nothing, and is told of', async () => {
    const first = await account('Maya Chen')
    const second = await account('Maya Admin', { hold: 'conflict' })
    await decide(first, second)

    await settleAsSamePerson(ctx, { employeeId: second, otherId: first })
    await decide(first, second)

    expect(await personOf(second)).toMatchObject({
      active: true,
      hold: 'conflict',
      sameAs: first,
      deletedAt: null,
    })
    expect(await holdings(second)).toEqual({ grants: 0, keys: 0 })
    expect(await holdings(first)).toEqual({ grants: 1, keys: 1 })
    expect(await kindsAbout(second)).toContain('employee.second_account')
  })

  it('is somebody else after all when an administrator says so', async () => {
    const first = await account('Maya Chen')
    const second = await account('Maya Admin', { hold: 'conflict' })
    await settleAsSamePerson(ctx, { employeeId: second, otherId: first })

    await releaseEmployee(ctx, { employeeId: second })

    expect(await personOf(second)).toMatchObject({ hold: null, sameAs: null, sharesEmail: true })
    expect(await holdings(second)).toEqual({ grants: 1, keys: 1 })
  })

  it('is decided once, between two who are here and share the e-mail', async () => {
    const first = await account('Maya Chen')
    const second = await account('Maya Admin', { hold: 'conflict' })
    const third = await account('Maya Test', { hold: 'conflict' })
    const stranger = await account('Ben', { primaryEmail: 'ben@contoso.com' })
    const gone = await account('Maya Old', { active: false })

    await refused(second, second).toMatchObject({ code: 'not_found' })
    await refused(second, 'emp_0').toMatchObject({ code: 'not_found' })
    await refused(first, second).toMatchObject({ code: 'conflict' })
    await refused(second, third).toMatchObject({ code: 'conflict' })
    await refused(second, stranger).toMatchObject({ code: 'conflict' })
    await refused(second, gone).toMatchObject({ code: 'conflict' })
    await settleAsSamePerson(ctx, { employeeId: second, otherId: first })
    await refused(second, first).toMatchObject({ code: 'conflict' })
    await refused(third, second).toMatchObject({ code: 'conflict' })
  })
})

describe('a record kept by hand of the same person', () => {
  it('that waits for a decision ends with all it had, and the account is as it was', async () => {
    const maya = await account('Maya Chen')
    const byHand = await record('Maya by hand', { hold: 'conflict' })
    await newTestGrant(ctx, {
      employeeId: byHand,
      propertyId,
      accessGroupId: lab,
      source: 'hand',
    })
    await decide(maya)

    await settleAsSamePerson(ctx, { employeeId: byHand, otherId: maya })

    expect(await personOf(byHand)).toMatchObject({
      active: false,
      hold: null,
      sameAs: maya,
      deletedAt: ctx.now,
    })
    expect(await holdings(byHand)).toEqual({ grants: 0, keys: 0 })
    expect(await holdings(maya)).toEqual({ grants: 1, keys: 1 })
    expect(await kindsAbout(byHand)).toContain('employee.joined')
    expect(await kindsAbout(maya)).toContain('employee.joined')
  })

  it('is the one of two that an administrator means: the account is free, the other is somebody else', async () => {
    const maya = await account('Maya Chen', { hold: 'conflict' })
    const meant = await record('Maya by hand')
    const other = await record('Front desk')
    await decide(maya, meant, other)
    expect(await holdings(maya)).toEqual({ grants: 0, keys: 0 })

    await settleAsSamePerson(ctx, { employeeId: maya, otherId: meant })

    expect(await personOf(maya)).toMatchObject({ hold: null, sameAs: null })
    expect(await holdings(maya)).toEqual({ grants: 1, keys: 1 })
    expect(await holdings(meant)).toEqual({ grants: 0, keys: 0 })
    expect(await personOf(other)).toMatchObject({ sharesEmail: true, deletedAt: null })
    expect(await holdings(other)).toEqual({ grants: 1, keys: 1 })
  })

  it('frees no account that another account keeps waiting', async () => {
    await account('Maya Chen')
    const second = await account('Maya Admin', { hold: 'conflict' })
    const byHand = await record('Maya by hand')

    await settleAsSamePerson(ctx, { employeeId: second, otherId: byHand })

    expect(await personOf(second)).toMatchObject({ hold: 'conflict', sameAs: null })
    expect(await personOf(byHand)).toMatchObject({ sameAs: second, active: false })
  })

  it('is neither of two when an administrator says that the account is somebody else', async () => {
    const maya = await account('Maya Chen', { hold: 'conflict' })
    const kept = [await record('Maya by hand'), await record('Front desk')]

    await releaseEmployee(ctx, { employeeId: maya })

    expect(await holdings(maya)).toEqual({ grants: 1, keys: 1 })
    for (const id of kept) expect(await personOf(id)).toMatchObject({ sharesEmail: true })
  })
})

it('nobody of another organisation can be taken for the same person', async () => {
  const first = await account('Maya Chen')
  const second = await account('Maya Admin', { hold: 'conflict' })
  const stranger = (await newTestOrganization(db)).ctx

  await refused(second, first, stranger).toMatchObject({ code: 'not_found' })
  expect(await personOf(second)).toMatchObject({ sameAs: null })
})
