import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { directoryGroupMembers, directoryGroups, ruleAccessGroups } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestEmployee,
  newTestGrant,
  newTestProperty,
  newTestRule,
} from '@/db/testing/people'
import { newId } from '@/lib/kernel/ids'
import { reconcile } from '../reconcile'
import { explainAccess } from './explain'

let db: Db
let close: () => Promise<void>
let ctx: Context
let userRole: string
let adminRole: string
let propertyId: string
let accessGroupId: string

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())

beforeEach(async () => {
  const made = await newTestOrganization(db)
  ctx = made.ctx
  userRole = made.roleIds.user
  adminRole = made.roleIds.admin
  propertyId = await newTestProperty(ctx, 'HQ Denver')
  accessGroupId = await newTestAccessGroup(ctx, {
    propertyId,
    name: 'Employees',
    doors: ['Lab 1', 'Main entrance'],
  })
})

const is = (operand: string, operator: string, ...values: string[]) => ({
  kind: 'condition',
  operand,
  operator,
  values,
})

async function newRule(name: string, conditions: unknown[], match = 'all', roleId = userRole) {
  const ruleId = await newTestRule(ctx, {
    propertyId,
    name,
    roleId,
    conditions: { match, conditions },
  })
  const { organizationId } = ctx
  await db.insert(ruleAccessGroups).values({ organizationId, propertyId, ruleId, accessGroupId })
}

async function newEngineer() {
  return newTestEmployee(ctx, {
    displayName: 'Maya Chen',
    primaryEmail: 'maya@contoso.com',
    resource: {
      title: 'Staff Engineer',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Engineering' },
    },
    facts: { department: ['engineering'], jobTitle: ['staff engineer'], active: ['true'] },
  })
}

const decide = (id: string) =>
  withTransaction(ctx, (tx) => reconcile(tx, { kind: 'employees', ids: [id] }))

it('a grant names the rule that gives it, and each condition with the person’s own value', async () => {
  await newRule('Engineers', [is('department', 'isAnyOf', 'Engineering', 'Design')])
  const employeeId = await newEngineer()
  await decide(employeeId)

  const [place] = await explainAccess(ctx, { employeeId })

  expect(place).toMatchObject({
    property: 'HQ Denver',
    role: 'User',
    hasRules: true,
    closest: null,
  })
  expect(place?.grants).toMatchObject([
    {
      accessGroup: 'Employees',
      doors: ['Lab 1', 'Main entrance'],
      source: 'rule',
      rules: [
        {
          name: 'Engineers',
          match: 'all',
          conditions: [
            {
              text: 'Department is Engineering; the rule asks: is any of Engineering, Design',
              met: true,
            },
          ],
        },
      ],
    },
  ])
})

it('where matching rules give different roles, it says which of them decides', async () => {
  await newRule('Engineers', [is('department', 'is', 'Engineering')])
  await newRule('Staff', [is('jobTitle', 'contains', 'staff')], 'all', adminRole)
  const employeeId = await newEngineer()
  await decide(employeeId)

  const [place] = await explainAccess(ctx, { employeeId })

  expect(place).toMatchObject({
    role: 'User',
    roleBecause: 'Engineers is above Staff, so the role of Maya Chen is User.',
  })
})

it('where matching rules differ in the mobile key, it says which say yes and which no', async () => {
  const rule = (name: string, position: number, mobileKey: boolean) =>
    newTestRule(ctx, { propertyId, name, position, roleId: userRole, mobileKey })
  await rule('Employees', 1, true)
  await rule('Contractors', 2, false)
  await rule('Visitors', 3, false)
  const employeeId = await newEngineer()
  await decide(employeeId)

  const [place] = await explainAccess(ctx, { employeeId })

  expect(place?.keyBecause).toBe(
    'Employees gives a mobile key; Contractors and Visitors do not: yes wins.',
  )
  expect(place?.roleBecause).toBeNull()
})

it('where nothing matches, the closest rule says which condition stands in the way', async () => {
  await newRule('Sales in Austin', [is('department', 'is', 'Sales'), is('city', 'is', 'Austin')])
  await newRule('Designers', [is('jobTitle', 'contains', 'engineer'), is('city', 'is', 'Denver')])
  const employeeId = await newEngineer()
  await decide(employeeId)

  const [place] = await explainAccess(ctx, { employeeId })

  expect(place).toMatchObject({ role: null, grants: [] })
  expect(place?.closest).toEqual({
    id: expect.stringMatching(/^rul_/),
    name: 'Designers',
    match: 'all',
    conditions: [
      {
        text: 'Job title is Staff Engineer; the rule asks: contains engineer',
        met: true,
        known: true,
      },
      { text: 'City is (empty); the rule asks: is Denver', met: false, known: false },
    ],
  })
})

it('each access group and door that stays shut says which rule would come closest', async () => {
  await newRule('Employees', [is('department', 'is', 'Engineering')])
  const lab = await newTestAccessGroup(ctx, { propertyId, name: 'Lab', doors: ['Lab 2'] })
  const vault = await newTestAccessGroup(ctx, { propertyId, name: 'Vault', doors: ['Vault'] })
  const ruleId = await newTestRule(ctx, {
    propertyId,
    name: 'Lab staff',
    roleId: userRole,
    position: 2,
    conditions: {
      match: 'all',
      conditions: [is('jobTitle', 'contains', 'engineer'), is('city', 'is', 'Denver')],
    },
  })
  const { organizationId } = ctx
  await db
    .insert(ruleAccessGroups)
    .values({ organizationId, propertyId, ruleId, accessGroupId: lab })
  const employeeId = await newEngineer()
  await decide(employeeId)

  const [place] = await explainAccess(ctx, { employeeId })

  expect(place?.grants.map((grant) => grant.accessGroup)).toEqual(['Employees'])
  expect(place?.lacks).toMatchObject([
    {
      accessGroup: 'Lab',
      doors: ['Lab 2'],
      closest: {
        name: 'Lab staff',
        conditions: [
          { met: true },
          { met: false, text: 'City is (empty); the rule asks: is Denver' },
        ],
      },
    },
    { accessGroupId: vault, closest: null },
  ])
  expect(place?.doors.map(({ name, through, openedBy }) => [name, through, openedBy])).toEqual([
    ['Lab 1', ['Employees'], ['Employees']],
    ['Lab 2', [], ['Lab']],
    ['Main entrance', ['Employees'], ['Employees']],
    ['Vault', [], ['Vault']],
  ])
})

it('groups are told by their names', async () => {
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
  const employeeId = await newEngineer()
  await db
    .insert(directoryGroupMembers)
    .values({ organizationId, groupId, memberId: employeeId, memberType: 'User', addedAt: now })
  await newRule('IT', [is('group', 'memberOf', groupId)])
  await decide(employeeId)

  const [place] = await explainAccess(ctx, { employeeId })

  expect(place?.grants[0]?.rules[0]?.conditions).toEqual([
    { text: 'Group is IT Staff; the rule asks: is a member of IT Staff', met: true, known: true },
  ])
})

it('what was given by hand is told with its end and its giver, and not once it has ended', async () => {
  const employeeId = await newEngineer()
  const given = { employeeId, propertyId, source: 'hand', givenBy: 'Ana Ruiz' } as const
  const lab = await newTestAccessGroup(ctx, { propertyId, name: 'Lab' })
  const tomorrow = new Date(ctx.now.getTime() + 86_400_000)
  await newTestGrant(ctx, { ...given, accessGroupId: lab, until: tomorrow, reason: 'audit week' })
  await newTestGrant(ctx, { ...given, accessGroupId, until: ctx.now })

  const [place] = await explainAccess(ctx, { employeeId })

  expect(place?.hasRules).toBe(false)
  expect(place?.grants).toMatchObject([
    { accessGroup: 'Lab', source: 'hand', givenBy: 'Ana Ruiz', reason: 'audit week', rules: [] },
  ])
})

it('another organisation learns nothing of the person', async () => {
  const employeeId = await newEngineer()
  const stranger = (await newTestOrganization(db)).ctx

  expect(await explainAccess(stranger, { employeeId })).toEqual([])
})
