import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { employees } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { partsOf } from '@/lib/activity/entry-parts'
import { listActivity } from '@/lib/activity/list'
import { decide, newDepartmentRule, newPerson, openTestHouse, type TestHouse } from '../test-house'
import { explainEntries } from './explain-entries'

let db: Db
let close: () => Promise<void>
let house: TestHouse
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
})

const entriesOf = async (subject: string) =>
  (await listActivity(house.ctx, { subject, lens: 'people' })).rows

it('entries about access name the rule that gives it, with the person’s values, once', async () => {
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Engineering' })
  await newDepartmentRule(house, { propertyId: house.austin, department: 'Engineering' })
  const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })

  const entries = await entriesOf(maya)
  const rules = await explainEntries(house.ctx, entries)

  expect(entries.map((entry) => entry.kind)).toContain('access.changed')
  expect(rules).toEqual([
    {
      id: expect.stringMatching(/^rul_/),
      name: 'Engineering',
      match: 'all',
      conditions: [expect.objectContaining({ met: true })],
    },
  ])
  const asOlderLogs = entries.flatMap(partsOf)
  expect(asOlderLogs.map((entry) => entry.kind)).toContain('access.given')
  expect(await explainEntries(house.ctx, asOlderLogs)).toEqual(rules)
})

it('of somebody who left no rule is shown that would still be met', async () => {
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Engineering' })
  const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })
  await db.update(employees).set({ active: false }).where(eq(employees.id, maya))
  await decide(house.ctx, [maya])

  const entries = await entriesOf(maya)
  const taken = entries.filter((entry) => entry.kind === 'access.changed' && entry.data.taken)
  expect(taken).toHaveLength(1)
  expect(await explainEntries(house.ctx, taken)).toEqual([])
})

it('a rule that caught several people is not explained by one of them', async () => {
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Engineering' })
  const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })
  const ben = await newPerson(house, { name: 'Ben', department: 'Engineering' })

  const both = [...(await entriesOf(maya)), ...(await entriesOf(ben))]
  expect(await explainEntries(house.ctx, both)).toEqual([])
})

it('another organisation learns nothing from an entry that names a person of ours', async () => {
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Engineering' })
  const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })
  const stranger = (await newTestOrganization(db)).ctx

  expect(await explainEntries(stranger, await entriesOf(maya))).toEqual([])
})
