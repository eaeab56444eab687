import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { employees, organizations } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import { FACTS_VERSION } from '@/lib/rules/engine/facts'
import { grantsOf, newDepartmentRule, openTestHouse, type TestHouse } from '../test-house'
import { refoldFacts } from './refold-facts'

let db: Db
let close: () => Promise<void>
let house: TestHouse

beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
})

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const resource = { [ENTERPRISE]: { department: 'Lab' } }
const foldedBefore = (version = 1) =>
  db
    .update(organizations)
    .set({ factsVersion: version })
    .where(eq(organizations.id, house.ctx.organizationId))
const versionOf = async ({ ctx }: TestHouse) =>
  (await db.select().from(organizations).where(eq(organizations.id, ctx.organizationId)))[0]
    ?.factsVersion
const factsOf = async (id: string) =>
  (await db.select().from(employees).where(eq(employees.id, id)))[0]?.facts

it('people of whom another version folded less are folded and decided anew, once', async () => {
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Lab' })
  const id = await newTestEmployee(house.ctx, { displayName: 'Maya', resource, facts: {} })
  await foldedBefore()

  expect(await refoldFacts(db, house.ctx.now)).toBe(1)

  expect(await factsOf(id)).toMatchObject({ department: ['lab'], active: ['true'] })
  expect(await grantsOf(house.ctx, id)).toHaveLength(1)
  expect(await versionOf(house)).toBe(FACTS_VERSION)
  expect(await refoldFacts(db, house.ctx.now)).toBe(0)
})

it('nobody is passed over, however many there are', async () => {
  const ids: string[] = []
  for (let n = 0; n < 1_101; n++) {
    ids.push(await newTestEmployee(house.ctx, { displayName: `P ${n}`, resource, facts: {} }))
  }
  await foldedBefore()
  expect(await refoldFacts(db, house.ctx.now)).toBe(1_101)
  expect(await factsOf(ids.at(-1) ?? '')).toMatchObject({ department: ['lab'] })
})

it('people of whom there is no document keep their facts, and so do those of other organisations', async () => {
  const facts = { department: ['by hand'] }
  const local = await newTestEmployee(house.ctx, { displayName: 'Ben', source: 'local', facts })
  const other = await openTestHouse(db)
  const stranger = await newTestEmployee(other.ctx, { displayName: 'Eve', resource, facts })
  await foldedBefore()
  expect(await refoldFacts(db, house.ctx.now)).toBe(0)
  expect([await factsOf(local), await factsOf(stranger)]).toEqual([facts, facts])
})

it('an organisation of today needs nothing', async () => {
  expect(await versionOf(house)).toBe(FACTS_VERSION)
})
