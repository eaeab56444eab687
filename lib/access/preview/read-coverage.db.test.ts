import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newDepartmentRule, newPerson, openTestHouse, type TestHouse } from '../test-house'
import { readCoverage } from './read-coverage'
import { tryRules } from './try-rules'

let db: Db
let close: () => Promise<void>
let house: TestHouse
let ann: string
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Eng' })
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales' })
  ann = await newPerson(house, { name: 'Ann', department: 'Eng' })
  await newPerson(house, { name: 'Ben', department: 'Legal' })
})

describe('whom the live rules of a property cover', () => {
  it('is told with the rules that match, and who is left over with the closest one', async () => {
    const coverage = await readCoverage(house.ctx, { propertyId: house.hq })

    expect(coverage).toMatchObject({
      peopleTotal: 2,
      covered: { count: 1, people: [{ name: 'Ann', rules: ['Eng'] }] },
      open: {
        count: 1,
        people: [{ name: 'Ben', closest: expect.stringMatching(/^Eng: Department is/) }],
      },
    })
  })

  it('is nobody where there is no rule, and then no rule comes close', async () => {
    expect(await readCoverage(house.ctx, { propertyId: house.austin })).toMatchObject({
      covered: { count: 0 },
      open: { count: 2, people: [{ closest: null }, { closest: null }] },
    })
  })
})

describe('one person', () => {
  it('is tried against every live rule, in their order', async () => {
    expect(await tryRules(house.ctx, { propertyId: house.hq, employeeId: ann })).toMatchObject({
      person: { name: 'Ann' },
      state: 'eligible',
      rules: [
        { name: 'Eng', met: true, leftOut: false },
        { name: 'Sales', met: false, conditions: [{ met: false }] },
      ],
    })
    expect(await tryRules(house.ctx, { propertyId: house.hq, employeeId: 'emp_gone' })).toBeNull()
  })
})

it('another organisation is told nothing', async () => {
  const { ctx: stranger } = await newTestOrganization(db)
  const notFound = { code: 'not_found' }
  await expect(readCoverage(stranger, { propertyId: house.hq })).rejects.toMatchObject(notFound)
  await expect(tryRules(stranger, { propertyId: house.hq, employeeId: ann })).rejects.toMatchObject(
    notFound,
  )
})
