import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { decisions, directoryGroups, grants, mobileKeys, ruleAccessGroups } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestEmployee,
  newTestGrant,
  newTestProperty,
  newTestRule,
} from '@/db/testing/people'
import { newId } from '@/lib/kernel/ids'
import { factsFromScim } from '@/lib/rules/engine/facts'
import { reconcile } from '../reconcile'
import { readWhatIf, whatIf } from './what-if'

let db: Db
let close: () => Promise<void>
let ctx: Context
let userRole: string
let propertyId: string

beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  const made = await newTestOrganization(db)
  ctx = made.ctx
  userRole = made.roleIds.user
  propertyId = await newTestProperty(ctx, 'HQ Denver')
})

const is = (operand: string, operator: string, ...values: string[]) => ({
  kind: 'condition',
  operand,
  operator,
  values,
})

/** A rule that gives an access group of its own name with one door. Returns the access group. */
async function newRule(name: string, conditions: unknown[], mobileKey = true): Promise<string> {
  const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name, doors: [`${name} door`] })
  const ruleId = await newTestRule(ctx, {
    propertyId,
    name,
    roleId: userRole,
    mobileKey,
    conditions: { match: 'all', conditions },
  })
  const { organizationId } = ctx
  await db.insert(ruleAccessGroups).values({ organizationId, propertyId, ruleId, accessGroupId })
  return accessGroupId
}

async function newEngineer(active = true): Promise<string> {
  const resource = {
    active,
    title: 'Staff Engineer',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Engineering' },
  }
  const facts = factsFromScim(resource)
  const employeeId = await newTestEmployee(ctx, {
    displayName: 'Maya Chen',
    primaryEmail: 'maya@contoso.com',
    active,
    resource,
    facts,
  })
  await withTransaction(ctx, (tx) => reconcile(tx, { kind: 'employees', ids: [employeeId] }))
  return employeeId
}

describe('what would change with other values', () => {
  it('names the doors, access groups, role and key that come and go, and stores nothing', async () => {
    await newRule('Engineers', [is('department', 'is', 'Engineering')])
    await newRule('Designers', [is('department', 'is', 'design')])
    const employeeId = await newEngineer()
    const stored = async () => [
      await db.select().from(decisions),
      await db.select().from(grants),
      await db.select().from(mobileKeys),
    ]
    const before = await stored()

    const moved = await whatIf(ctx, { employeeId, values: { department: [' DESIGN '] } })
    const gone = await whatIf(ctx, { employeeId, values: { department: [] } })

    expect(moved.places).toEqual([
      {
        propertyId,
        property: 'HQ Denver',
        accessGroups: { gained: ['Designers'], lost: ['Engineers'] },
        doors: { gained: ['Designers door'], lost: ['Engineers door'] },
        role: null,
        key: null,
      },
    ])
    expect(gone.places).toMatchObject([
      {
        doors: { gained: [], lost: ['Engineers door'] },
        role: { before: 'User', after: null },
        key: 'ended',
      },
    ])
    expect(await stored()).toEqual(before)
  })

  it('is nothing when the values are those of today', async () => {
    await newRule('Engineers', [is('department', 'is', 'Engineering')])
    const employeeId = await newEngineer()

    expect(await whatIf(ctx, { employeeId, values: { department: ['engineering'] } })).toEqual({
      places: [],
      blocked: null,
    })
  })

  it('puts the person into other groups', async () => {
    const groupId = newId('group')
    const { organizationId, now } = ctx
    await db.insert(directoryGroups).values({
      organizationId,
      id: groupId,
      displayName: 'IT Staff',
      displayNameKey: 'it staff',
      resource: {},
      version: 1,
      createdAt: now,
      lastModifiedAt: now,
      membersKnownAt: now,
    })
    await newRule('IT', [is('group', 'memberOf', groupId)])
    const employeeId = await newEngineer()

    const { places } = await whatIf(ctx, { employeeId, values: { group: [groupId] } })

    expect(places).toMatchObject([{ accessGroups: { gained: ['IT'] }, key: 'made' }])
  })

  it('takes everything, access by hand too, from an account that were disabled', async () => {
    await newRule('Engineers', [is('department', 'is', 'Engineering')])
    const employeeId = await newEngineer()
    const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: 'Lab', doors: ['Lab'] })
    await newTestGrant(ctx, { employeeId, propertyId, accessGroupId, source: 'hand' })

    const { places } = await whatIf(ctx, { employeeId, values: { active: ['false'] } })
    expect(places).toMatchObject([{ doors: { gained: [], lost: ['Engineers door', 'Lab'] } }])
    const other = await whatIf(ctx, { employeeId, values: { department: ['Sales'] } })
    expect(other.places[0]?.doors.lost, 'what was given by hand stays').toEqual(['Engineers door'])
  })

  it('says why no value helps somebody who is held', async () => {
    await newRule('Engineers', [is('department', 'is', 'Engineering')])
    const employeeId = await newTestEmployee(ctx, { displayName: 'Ben', hold: 'by_hand' })

    expect(await whatIf(ctx, { employeeId, values: { department: ['Engineering'] } })).toEqual({
      places: [],
      blocked: 'Ben is held, so no value changes anything.',
    })
  })

  it('offers the values that rules ask for, as the person has them', async () => {
    await newRule('Engineers', [is('department', 'is', 'Engineering'), is('active', 'isYes')])
    const employeeId = await newEngineer()

    expect(await readWhatIf(ctx, { employeeId })).toEqual([
      {
        operand: 'department',
        label: 'Department',
        kind: 'texts',
        values: ['Engineering'],
        suggestions: [{ value: 'Engineering', label: 'Engineering' }],
      },
      expect.objectContaining({ operand: 'active', kind: 'yesNo', values: ['true'] }),
    ])
  })

  it('tells another organisation nothing', async () => {
    const employeeId = await newEngineer()
    const stranger = (await newTestOrganization(db)).ctx

    expect(await readWhatIf(stranger, { employeeId })).toEqual([])
    await expect(whatIf(stranger, { employeeId, values: {} })).rejects.toThrow(/does not exist/)
  })
})
