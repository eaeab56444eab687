import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { ruleExclusions } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestEmployee, newTestRule } from '@/db/testing/people'
import { openTestHouse, type TestHouse } from '../test-house'
import { listClosest } from './list-closest'

let statements = 0
let db: Db
let close: () => Promise<void>
let house: TestHouse

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase(() => {
    statements++
  }))
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
})

const is = (operand: string, value: string) => ({
  kind: 'condition',
  operand,
  operator: 'is',
  values: [value],
})

const newRule = (propertyId: string, name: string, conditions: unknown[], match = 'all') =>
  newTestRule(house.ctx, {
    propertyId,
    name,
    roleId: house.roleIds.user,
    conditions: { match, conditions },
  })

const newPerson = (name: string, facts: Record<string, string[]>, more = {}) =>
  newTestEmployee(house.ctx, { displayName: name, facts: { active: ['true'], ...facts }, ...more })

it('names the rule that needs the fewest changes, anywhere or at one property, and what is lacking', async () => {
  const strict = [is('department', 'Engineering'), is('city', 'Austin'), is('jobTitle', 'Lead')]
  await newRule(house.austin, 'Leads', strict)
  const ruleId = await newRule(house.hq, 'Employees', [is('department', 'Engineering')])
  const maya = await newPerson('Maya', { city: ['austin'] })
  const asked = { employeeIds: [maya] }

  expect(await listClosest(house.ctx, asked)).toEqual([
    {
      employeeId: maya,
      ruleId,
      rule: 'Employees',
      property: 'HQ Denver',
      match: 'all',
      lacks: ['Department is (empty); the rule asks: is Engineering'],
    },
  ])
  const atAustin = await listClosest(house.ctx, { ...asked, propertyId: house.austin })
  expect(atAustin).toMatchObject([
    {
      rule: 'Leads',
      property: 'Austin',
      lacks: [
        'Department is (empty); the rule asks: is Engineering',
        'Job title is (empty); the rule asks: is Lead',
      ],
    },
  ])
})

it('has none for who is covered, held, or left out of every rule', async () => {
  const ruleId = await newRule(house.hq, 'Employees', [is('department', 'Lab')])
  const covered = await newPerson('Ann', { department: ['lab'] })
  const held = await newPerson('Bob', {}, { hold: 'by_hand' })
  const leftOut = await newPerson('Cem', {})
  const { organizationId } = house.ctx
  const exception = { employeeId: leftOut, reason: 'On leave' }
  await db
    .insert(ruleExclusions)
    .values({ organizationId, propertyId: house.hq, ruleId, ...exception })

  expect(await listClosest(house.ctx, { employeeIds: [covered, held, leftOut] })).toEqual([])
})

it('takes three statements for a whole page', async () => {
  await newRule(house.hq, 'Employees', [is('department', 'Lab')])
  const employeeIds: string[] = []
  for (let n = 0; n < 50; n++) employeeIds.push(await newPerson(`P ${n}`, {}))
  statements = 0

  expect(await listClosest(house.ctx, { employeeIds })).toHaveLength(50)
  expect(statements).toBeLessThanOrEqual(3)
})

it('tells nobody of another organisation’s people', async () => {
  await newRule(house.hq, 'Employees', [is('department', 'Lab')])
  const maya = await newPerson('Maya', {})
  const { ctx: stranger } = await newTestOrganization(db)

  expect(await listClosest(stranger, { employeeIds: [maya] })).toEqual([])
})
