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
import { activateKey } from '@/lib/invitations/activate-key'
import { holdEmployee, releaseEmployee } from './hold'
import { liftSuspension } from './key-deeds/manage-key'
import { reportLost } from './key-deeds/report-lost'
import { keysOf, livingKeyAt, newestLink, setUpKeys } from './key-deeds/test-keys'
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
  it('ends every grant, also those by hand, and suspends the keys, in one step', async () => {
    const before = await holdings()
    expect(before).toMatchObject({ grants: 2, decisions: 1 })

    await holdEmployee(ctx, { employeeId })

    expect(await holdings()).toEqual({ grants: 0, decisions: 0, keyIds: before.keyIds })
    expect(await livingKeyAt(ctx, employeeId, propertyId)).toMatchObject({
      suspendedAt: ctx.now,
      suspendedFor: 'hold',
      cause: 'All access was taken away by hand.',
    })
    expect(await kindsOfHistory()).toEqual(
      expect.arrayContaining(['employee.held', 'access.changed']),
    )
  })

  it('beats the rules: deciding again gives nothing back', async () => {
    await holdEmployee(ctx, { employeeId })
    await decide(employeeId)

    expect(await holdings()).toMatchObject({ grants: 0, decisions: 0 })
    expect(await livingKeyAt(ctx, employeeId, propertyId)).toMatchObject({ suspendedFor: 'hold' })
  })

  it('still ends the key of somebody who leaves while held', async () => {
    await holdEmployee(ctx, { employeeId })
    await db.update(employees).set({ active: false }).where(eq(employees.id, employeeId))
    await decide(employeeId)

    expect((await holdings()).keyIds).toEqual([])
    expect(await keysOf(ctx, employeeId)).toMatchObject([
      { state: 'revoked', cause: 'All access ended.' },
    ])
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
  it('lets the rules decide anew, and the very key is active again on the same phone', async () => {
    await setUpKeys(ctx, employeeId)
    const before = await livingKeyAt(ctx, employeeId, propertyId)
    await holdEmployee(ctx, { employeeId })
    const later = { ...ctx, now: new Date(ctx.now.getTime() + 1000) }
    await releaseEmployee(later, { employeeId })

    expect(await holdings()).toMatchObject({ grants: 1, decisions: 1 })
    const after = await livingKeyAt(ctx, employeeId, propertyId)
    expect(after).toEqual({ ...before, stateAt: later.now, cause: 'Access was given back.' })
    expect(await kindsOfHistory()).toEqual(
      expect.arrayContaining(['employee.released', 'key.resumed']),
    )
  })

  it('sends a key that still waited for its e-mail a new one', async () => {
    await holdEmployee(ctx, { employeeId })
    await releaseEmployee(ctx, { employeeId })

    const token = await newestLink(ctx, employeeId)
    await activateKey({ db, now: ctx.now, token }, 'iPhone')
    expect(await livingKeyAt(ctx, employeeId, propertyId)).toMatchObject({ state: 'active' })
  })

  it('leaves a key suspended that was reported lost, before the hold or during it', async () => {
    const { token } = await setUpKeys(ctx, employeeId)
    await holdEmployee(ctx, { employeeId })
    await reportLost({ db, now: ctx.now, token })
    await releaseEmployee(ctx, { employeeId })

    expect(await livingKeyAt(ctx, employeeId, propertyId)).toMatchObject({ suspendedFor: 'lost' })
  })

  it('ends the key where the rules give no access any more', async () => {
    await holdEmployee(ctx, { employeeId })
    await db
      .update(employees)
      .set({ facts: { department: ['sales'] } })
      .where(eq(employees.id, employeeId))
    await releaseEmployee(ctx, { employeeId })

    expect(await keysOf(ctx, employeeId)).toMatchObject([
      { state: 'revoked', cause: 'No rule gives access any more.' },
    ])
  })

  it('is needed before a lost key of somebody held is switched on', async () => {
    const { token } = await setUpKeys(ctx, employeeId)
    await reportLost({ db, now: ctx.now, token })
    await holdEmployee(ctx, { employeeId })

    const { id: keyId } = await livingKeyAt(ctx, employeeId, propertyId)
    await expect(liftSuspension(ctx, { keyId })).rejects.toMatchObject({ code: 'conflict' })
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
