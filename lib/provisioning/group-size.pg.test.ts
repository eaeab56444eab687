import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DatabaseHandle, openDatabase } from '@/db/client'
import { directoryGroupMembers } from '@/db/schema'
import { type FreshDatabase, newTestPostgres } from '@/db/testing/database'
import { openScimTestClient, patchBody, type ScimTestClient, userBody } from './scim-test-client'

/**
 * What a change of members reads and writes, as a real Postgres counts it: a group of 50 and one of
 * 50,000 must cost the same (scim.md 5). A database of its own, because the counts are its own too.
 */
const SIZES = { small: 50, large: 50_000 }
type Size = keyof typeof SIZES
const PEOPLE = 60

let fresh: FreshDatabase
let database: DatabaseHandle
let client: ScimTestClient
const people: string[] = []
const groups = { small: '', large: '' }
beforeAll(async () => {
  fresh = await newTestPostgres()
  // One connection, so that what it did can be told to the statistics at once.
  database = await openDatabase({ url: fresh.url, pgliteDir: '', pool: 1 })
  client = await openScimTestClient(database.db)
  for (const size of ['small', 'large'] as const) {
    groups[size] = (await client.send('POST', '/Groups', { displayName: size })).body.id
    await database.db.execute(sql`
      insert into ${directoryGroupMembers} (organization_id, group_id, member_id, member_type, added_at)
      select ${client.ctx.organizationId}, ${groups[size]}, 'somebody_' || n, 'User', now()
      from generate_series(1, ${SIZES[size]}::int) as n`)
  }
  for (let i = 0; i < PEOPLE; i++) {
    people.push((await client.send('POST', '/Users', userBody(`p${i}@contoso.example`))).body.id)
  }
  await database.db.execute(sql`analyze`)
}, 120_000)
afterAll(async () => {
  await client.service.flush()
  await database.close()
  await fresh.drop()
})

/** Rows read and written so far in all tables of the database. */
async function rowsTouched(): Promise<number> {
  await client.service.flush()
  await database.db.execute(sql`select pg_stat_force_next_flush()`)
  const { rows } = await database.db.execute<{ touched: string }>(sql`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0) + n_tup_ins + n_tup_upd + n_tup_del) as touched
    from pg_stat_user_tables`)
  return Number(rows[0]?.touched)
}

async function rowsOf(size: Size, operation: object, status = 204): Promise<number> {
  const before = await rowsTouched()
  const answer = await client.send('PATCH', `/Groups/${groups[size]}`, patchBody(operation))
  expect(answer.status).toBe(status)
  return (await rowsTouched()) - before
}

const members = (op: 'Add' | 'Remove', ids: string[]) => ({
  op,
  path: 'members',
  value: ids.map((value) => ({ value })),
})

describe('a group of fifty thousand', () => {
  it.each([
    ['one member is added', members('Add', ['0'])],
    ['one who is in already is added', members('Add', ['0'])],
    ['one member is removed', members('Remove', ['0'])],
    [
      'fifty members are added',
      members(
        'Add',
        Array.from({ length: 50 }, (_, i) => String(i + 1)),
      ),
    ],
    [
      'fifty members are removed',
      members(
        'Remove',
        Array.from({ length: 50 }, (_, i) => String(i + 1)),
      ),
    ],
  ])('costs no more rows than a group of fifty when %s', async (_, { op, path, value }) => {
    const operation = {
      op,
      path,
      value: value.map((one) => ({ value: people[Number(one.value)] })),
    }
    const small = await rowsOf('small', operation)
    const large = await rowsOf('large', operation)
    expect(small).toBeGreaterThan(0)
    // By the second change each person is in one group more, which deciding about them reads.
    expect(large).toBeLessThanOrEqual(small + 10 + value.length)
  })

  it('is named, found and renamed without a look at its members', async () => {
    const rename = { op: 'Replace', path: 'displayName', value: 'Renamed' }
    expect(await rowsOf('large', rename)).toBeLessThan(SIZES.small * 4)
    const before = await rowsTouched()
    const filter = encodeURIComponent('displayName eq "renamed"')
    const path = `/Groups?excludedAttributes=members&filter=${filter}`
    expect((await client.send('GET', path)).body.totalResults).toBe(1)
    expect((await rowsTouched()) - before).toBeLessThan(SIZES.small * 4)
  })
})
