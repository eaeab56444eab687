import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DatabaseHandle, openDatabase } from '@/db/client'
import { directoryGroupMembers, directoryGroups, employees } from '@/db/schema'
import { type FreshDatabase, newTestOrganization, newTestPostgres } from '@/db/testing/database'
import { parseFilter } from '@/lib/scim/filter/parse'
import { groupType, userType } from '@/lib/scim/schemas'
import { filterToSql } from './filter-sql'
import { groupFilterTable, userFilterTable } from './filter-table'
import { cursorsOf, orderOf, windowOf } from './page-sql'
import { pagedUsers } from './users-store'

/** How a real Postgres finds what clients look up (scim.md 3 and 7): along an index, never by reading everybody. */
const PEOPLE = 4000
const GROUPS = 1000

/** Of its own: what the planner expects must not hang on what other tests have left. */
let fresh: FreshDatabase
let database: DatabaseHandle
let organizationId: string
beforeAll(async () => {
  fresh = await newTestPostgres()
  database = await openDatabase({ url: fresh.url, pgliteDir: '', pool: 2 })
  ;({ organizationId } = await newTestOrganization(database.db))
  await newPeople()
  await newGroups()
  for (const table of [employees, directoryGroups, directoryGroupMembers]) {
    await database.db.execute(sql`analyze ${table}`)
  }
}, 60_000)
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

async function newPeople() {
  await database.db.execute(sql`
    insert into ${employees} (organization_id, id, scim_id, source, external_id, external_id_key, user_name, user_name_key,
      manager_scim_id, display_name, active, resource, folded, facts, version, created_at, last_modified_at)
    select ${organizationId}, 'plan_' || n, 'plan_' || n, 'entra', 'e' || n, 'e' || n, 'p' || n, 'p' || n, 'plan_' || n / 10,
      'Person', true, '{}', jsonb_build_object('emails', jsonb_build_array(jsonb_build_object('type', 'work', 'value', 'p' || n || '@x.example'))),
      '{}', 1, now() - n * interval '1 minute', now() - n * interval '1 minute'
    from generate_series(1, ${PEOPLE}::int) as n`)
}

async function newGroups() {
  await database.db.execute(sql`
    insert into ${directoryGroups} (organization_id, id, external_id, external_id_key, display_name, display_name_key,
      resource, folded, version, created_at, last_modified_at)
    select ${organizationId}, 'g' || n, 'x' || n, 'x' || n, 'Group ' || n, 'group ' || n, '{}', '{}', 1, now(), now()
    from generate_series(1, ${GROUPS}::int) as n`)
  await database.db.execute(sql`
    insert into ${directoryGroupMembers} (organization_id, group_id, member_id, member_type, added_at)
    select ${organizationId}, 'g1', 'plan_' || n, 'User', now() from generate_series(1, ${PEOPLE}::int) as n`)
}

async function planOf(statement: SQL): Promise<string> {
  const { rows } = await database.db.execute<{ 'QUERY PLAN': string }>(sql`explain ${statement}`)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

describe('a lookup by filter', () => {
  it.each([
    ['userName eq "P7"', 'employees_user_name'],
    ['externalId eq "E7"', 'employees_external_id'],
    ['emails.value eq "p7@x.example"', 'employees_emails'],
    ['emails[type eq "work"].value eq "p7@x.example"', 'employees_emails'],
    ['emails[type eq "work" and value eq "p7@x.example"]', 'employees_emails'],
    ['id eq "plan_7"', 'employees_scim_id'],
    ['manager eq "plan_7"', 'employees_manager'],
    ['id eq "plan_7" and manager eq "plan_0"', 'employees_scim_id'],
    [
      `meta.lastModified gt "${new Date(Date.now() - 600_000).toISOString()}"`,
      'employees_last_modified',
    ],
  ])('of people, %s, goes along an index', async (text, index) => {
    const filter = filterToSql(parseFilter(text, userType), userFilterTable(organizationId))
    const plan = await planOf(
      sql`select 1 from ${employees} where ${employees.organizationId} = ${organizationId} and ${employees.deletedAt} is null and ${filter}`,
    )
    expect(plan).toContain(index)
    expect(plan).not.toContain('Seq Scan')
  })

  it.each([
    ['displayName eq "GROUP 7"', 'directory_groups_display_name'],
    ['externalId eq "X7"', 'directory_groups_external_id'],
    ['id eq "g1" and members eq "plan_7"', 'directory_group_members_'],
    ['id eq "g1" and members[value eq "plan_7"]', 'directory_group_members_'],
    ['members.value eq "plan_7"', 'directory_group_members_'],
  ])('of groups, %s, goes along an index', async (text, index) => {
    const filter = filterToSql(parseFilter(text, groupType), groupFilterTable(organizationId))
    const plan = await planOf(
      sql`select 1 from ${directoryGroups} where ${directoryGroups.organizationId} = ${organizationId} and ${directoryGroups.deletedAt} is null and ${filter}`,
    )
    expect(plan).toContain(index)
    expect(plan).not.toMatch(/Seq Scan on (employees|directory_group_members)/)
  })
})

describe('a page by cursor', () => {
  it.each(['nextCursor', 'previousCursor'] as const)(
    'by %s is read along an index from its place on, so that page 1,000 costs what page 1 costs',
    async (direction) => {
      const place = { createdAt: new Date(Date.now() - 2000 * 60_000), id: 'plan_2000' }
      const beside = { first: place, last: place, full: true }
      const here = { limit: 100, offset: 0, bound: sql`true`, backward: false }
      const cursor = cursorsOf(here, beside)[direction]
      const window = windowOf({ kind: 'cursor', cursor, count: 100 }, undefined, pagedUsers)
      const order = sql.join(orderOf(undefined, window, pagedUsers), sql`, `)
      const plan = await planOf(
        sql`select 1 from ${employees} where ${employees.organizationId} = ${organizationId} and ${window.bound} order by ${order} limit ${window.limit}`,
      )
      expect(plan).toMatch(/Index (Only )?Scan.* using employees_created/)
      expect(plan).toMatch(/Index Cond: .*ROW\(created_at, id\) [<>] ROW/)
      expect(plan).not.toContain('Sort')
    },
  )
})
