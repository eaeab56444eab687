import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { withTransaction } from '@/db/context'
import { decisions, employees, grants, mobileKeys, ruleAccessGroups } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestEmployee,
  newTestGrant,
  newTestProperty,
  newTestRule,
} from '@/db/testing/people'
import { listActivity } from '@/lib/activity/list'
import { holdEmployee, releaseEmployee } from './hold'
import { reconcile } from './reconcile'

let db: Db
let close: () => Promise<void>
let ctx: Context
let employeeId: string
let propertyId: string

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())

/** A person to whom a rule gives an access group and a key, and a hand another group. */
beforeEach(async () => {
  const made = await newTestOrganization(db)
  ctx = made.ctx
  propertyId = await newTestProperty(ctx, 'HQ Denver')
  const byRule = await newTestAccessGroup(ctx, { propertyId, name: 'Employees' })
  const byHand = await newTestAccessGroup(ctx, { propertyId, name: 'Lab' })
  const department = {
    kind: 'condition',
    operand: 'department',
    operator: 'is',
    values: ['Engineering'],
  }
  const ruleId = await newTestRule(ctx, {
    propertyId,
    name: 'Staff',
    roleId: made.roleIds.user,
    conditions: { match: 'all', conditions: [department] },
  })
  await db.insert(ruleAccessGroups).values({
    organizationId: ctx.organizationId,
    propertyId,
    ruleId,
    accessGroupId: byRule,
  })
  employeeId = await newEngineer('maya@contoso.com')
  await newTestGrant(ctx, { employeeId, propertyId, accessGroupId: byHand, source: 'hand' })
  await decide(employeeId)
})

function newEngineer(primaryEmail: string, more: { hold?: 'conflict'; userName?: string } = {}) {
  return newTestEmployee(ctx, {
    displayName: 'Maya Chen',
    primaryEmail,
    facts: { department: ['engineering'] },
    ...more,
    ...(more.userName && { userNameKey: more.userName }),
  })
}

const decide = (id: string) =>
  withTransaction(ctx, (tx) => reconcile(tx, { kind: 'employees', ids: [id] }))

async function holdings(id = employeeId) {
  const mine = <T extends typeof grants | typeof decisions | typeof mobileKeys>(table: T) =>
    and(eq(table.organizationId, ctx.organizationId), eq(table.employeeId, id))
  const keys = await db
    .select()
    .from(mobileKeys)
    .where(and(mine(mobileKeys), isNull(mobileKeys.revokedAt)))
  return {
    grants: await db.$count(grants, mine(grants)),
    decisions: await db.$count(decisions, mine(decisions)),
    keyIds: keys.map((key) => key.id),
  }
}

const kindsOfHistory = async () =>
  (await listActivity(ctx, { subject: employeeId })).rows.map((row) => row.kind)

describe('Take access away now', () => {
  it('ends every grant, also those by hand, and the keys, in one step', async () => {
    expect(await holdings()).toMatchObject({ grants: 2, decisions: 1 })

    await holdEmployee(ctx, { employeeId })

    expect(await holdings()).toEqual({ grants: 0, decisions: 0, keyIds: [] })
    expect(await kindsOfHistory()).toEqual(
      expect.arrayContaining(['employee.held', 'access.taken', 'key.revoked']),
    )
  })

  it('beats the rules: deciding again gives nothing back', async () => {
    await holdEmployee(ctx, { employeeId })
    await decide(employeeId)

    expect(await holdings()).toEqual({ grants: 0, decisions: 0, keyIds: [] })
  })

  it('is refused for somebody who is held, deactivated or unknown', async () => {
    await holdEmployee(ctx, { employeeId })
    const left = await newTestEmployee(ctx, { displayName: 'Left', active: false })

    await expect(holdEmployee(ctx, { employeeId })).rejects.toMatchObject({ code: 'conflict' })
    await expect(holdEmployee(ctx, { employeeId: left })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(holdEmployee(ctx, { employeeId: 'emp_0' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('Give access back', () => {
  it('lets the rules decide anew, with a new key and without what was given by hand', async () => {
    const before = await holdings()
    await holdEmployee(ctx, { employeeId })
    await releaseEmployee(ctx, { employeeId })

    const after = await holdings()
    expect(after).toMatchObject({ grants: 1, decisions: 1 })
    expect(after.keyIds).toHaveLength(1)
    expect(after.keyIds).not.toEqual(before.keyIds)
    expect(await kindsOfHistory()).toContain('employee.released')
  })

  it('settles a conflict as two people who share the e-mail from then on', async () => {
    const twin = await newEngineer('maya@contoso.com', { hold: 'conflict', userName: 'maya2' })
    await decide(twin)
    expect(await holdings(twin)).toMatchObject({ grants: 0 })

    await releaseEmployee(ctx, { employeeId: twin })

    expect(await holdings(twin)).toMatchObject({ grants: 1 })
    const [row] = await db.select().from(employees).where(eq(employees.id, twin))
    expect(row).toMatchObject({ hold: null, sharesEmail: true })
  })

  it('is refused for somebody who is not held', async () => {
    await expect(releaseEmployee(ctx, { employeeId })).rejects.toMatchObject({ code: 'conflict' })
  })
})

it('nobody of another organisation can be held or released', async () => {
  const other = (await newTestOrganization(db)).ctx

  await expect(holdEmployee(other, { employeeId })).rejects.toMatchObject({ code: 'not_found' })
  await expect(releaseEmployee(other, { employeeId })).rejects.toMatchObject({ code: 'not_found' })
  expect(await holdings()).toMatchObject({ grants: 2, decisions: 1 })
})
