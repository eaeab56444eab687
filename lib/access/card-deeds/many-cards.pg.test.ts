import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DatabaseHandle, openDatabase } from '@/db/client'
import { type FreshDatabase, newTestPostgres } from '@/db/testing/database'
import { holdEmployee, releaseEmployee } from '../hold'
import {
  changePerson,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '../test-house'
import { giveCard } from './give-card'
import { cardsOf } from './test-cards'

/** As many cards as a large organisation has, in a database of its own, because its counts are read. */
const CARDS = 50_000
/** More runs than Postgres takes to settle on one plan for all of them. */
const LEAVERS = 12

let fresh: FreshDatabase
let handle: DatabaseHandle
let house: TestHouse

beforeAll(async () => {
  fresh = await newTestPostgres()
  // One connection: what it counted can be asked of it at once.
  handle = await openDatabase({ url: fresh.url, pgliteDir: '', pool: 1 })
  house = await openTestHouse(handle.db)
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales' })
  await fill()
}, 120_000)
afterAll(async () => {
  await handle.close()
  await fresh.drop()
})

async function fill(): Promise<void> {
  const { organizationId } = house.ctx
  const people = sql`generate_series(1, ${CARDS}::int) as n`
  await handle.db.execute(sql`
    insert into employees (organization_id, id, scim_id, source, display_name, active, resource, facts, version, created_at, last_modified_at)
    select ${organizationId}, 'emp_' || n, 'emp_' || n, 'entra', 'Person ' || n, true, '{}', '{}', 1, now(), now()
    from ${people}`)
  await handle.db.execute(sql`
    insert into cards (organization_id, id, employee_id, property_id, number_hash, ending, given_at, given_by)
    select ${organizationId}, 'car_' || n, 'emp_' || n, ${house.hq}, 'hash_' || n, '0000', now(), 'Ana Ruiz'
    from ${people}`)
  await handle.db.execute(sql`analyze employees`)
  await handle.db.execute(sql`analyze cards`)
}

/** How often the whole table was read. */
async function fullReads(): Promise<number> {
  await handle.db.execute(sql`select pg_stat_force_next_flush()`)
  const { rows } = await handle.db.execute<{ n: string }>(sql`
    select seq_scan as n from pg_stat_user_tables where relname = 'cards'`)
  return Number(rows[0]?.n)
}

it('a leaver’s card, and that of somebody held, is found without reading the others', async () => {
  const people: string[] = []
  for (let n = 0; n < LEAVERS; n++) {
    const employeeId = await newPerson(house, { name: `Maya ${n}`, department: 'Sales' })
    await giveCard(house.ctx, { employeeId, propertyId: house.hq, number: `4711-000${n}` })
    people.push(employeeId)
  }
  const before = await fullReads()
  for (const employeeId of people) {
    await holdEmployee(house.ctx, { employeeId })
    await releaseEmployee(house.ctx, { employeeId })
    await changePerson(house.ctx, employeeId, { active: false })
    expect(await cardsOf(house.ctx, employeeId)).toMatchObject([{ cause: 'All access ended.' }])
  }
  expect(await fullReads()).toBe(before)

  await handle.db.execute(sql`select count(*) from cards where ending = '0000'`)
  expect(await fullReads(), 'it would be seen').toBeGreaterThan(before)
})
