import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import {
  directoryGroupMembers,
  directoryGroups,
  employees,
  grants,
  mobileKeys,
  outboxMessages,
  ruleAccessGroups,
} from '@/db/schema'
import { newTestOrganization, openTestPostgres } from '@/db/testing/database'
import { newTestAccessGroup, newTestProperty, newTestRule } from '@/db/testing/people'
import { startSetup } from '@/lib/integrations/setup'
import { createToken } from '@/lib/integrations/tokens'
import { createTestEngine, testDirectory } from './test-cycle'

/** Whole cycles against a server in a process of its own, over real HTTP, on a real Postgres. */
let database: DatabaseHandle
beforeAll(async () => {
  database = await openTestPostgres()
})
afterAll(() => database.close())

/** A quarter of a minute on a quiet machine; what is shown does not hang on how busy it is. */
const BUSY_MS = 300_000

const servers = new Set<ChildProcess>()
afterEach(() => {
  for (const server of servers) server.kill('SIGKILL')
  servers.clear()
})

/** Serves until it is killed; the address stands in its first line. */
async function startServer() {
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', 'lib/provisioning/test-scim-server.ts'],
    {
      env: { ...process.env, DATABASE_URL: process.env.TEST_DATABASE_URL },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  servers.add(server)
  const [origin] = (await once(createInterface(server.stdout), 'line')) as [string]
  const kill = async () => {
    server.kill('SIGKILL')
    await once(server, 'exit')
  }
  return { base: `${origin}/scim/v2`, kill }
}

/** An organisation whose one rule gives everybody a door and a key. */
async function newTenant() {
  const { ctx, roleIds } = await newTestOrganization(database.db)
  await startSetup(ctx)
  const propertyId = await newTestProperty(ctx, 'HQ')
  const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: 'All', doors: ['Main'] })
  const ruleId = await newTestRule(ctx, { propertyId, name: 'Everyone', roleId: roleIds.user })
  const { organizationId } = ctx
  await database.db
    .insert(ruleAccessGroups)
    .values({ organizationId, propertyId, ruleId, accessGroupId })
  const newToken = async () => (await createToken(ctx, { lifetime: '1y' })).token
  return { organizationId, newToken }
}

/** How many rows of each the organisation has; `people` and `keyed` count each person once. */
async function census(organizationId: string) {
  const { rows } = await database.db.execute<Record<string, number>>(sql`select
    (select count(*)::int from ${employees} where organization_id = ${organizationId}) as people,
    (select count(distinct user_name_key)::int from ${employees} where organization_id = ${organizationId}) as names,
    (select count(*)::int from ${grants} where organization_id = ${organizationId}) as grants,
    (select count(*)::int from ${mobileKeys} where organization_id = ${organizationId}) as keys,
    (select count(*)::int from ${outboxMessages} where organization_id = ${organizationId} and topic = 'key-invitation') as invitations,
    (select count(*)::int from ${directoryGroups} where organization_id = ${organizationId}) as groups,
    (select count(*)::int from ${directoryGroupMembers} where organization_id = ${organizationId}) as members`)
  return rows[0]
}

const inFull = (people: number) => ({
  people,
  names: people,
  grants: people,
  keys: people,
  invitations: people,
  groups: 4,
  members: people,
})

describe('a server that is killed', () => {
  it(
    'in the middle of a cycle of 500 people loses nothing it acknowledged, and the next cycle converges',
    async () => {
      const PEOPLE = 500
      const tenant = await newTenant()
      const directory = testDirectory(PEOPLE)
      let server = await startServer()
      const token = await tenant.newToken()
      const engine = createTestEngine(() => server.base, { token, dialect: 'flag' })

      let killed: Promise<void> | undefined
      const { failures } = await engine.cycle(directory, (done) => {
        if (done === PEOPLE / 2) killed = server.kill()
      })
      await killed
      expect(failures.length).toBeGreaterThan(0)
      const kept = Object.values(engine.links.users).map((link) => link.target)
      expect(kept.length).toBeLessThan(PEOPLE)

      const there = await database.db
        .select({ id: employees.scimId })
        .from(employees)
        .where(eq(employees.organizationId, tenant.organizationId))
      const known = new Set(there.map(({ id }) => id))
      expect(kept.filter((id) => !known.has(id))).toEqual([])
      // Whoever is there is there with door, key and invitation: a transaction is whole or not at all.
      const half = await census(tenant.organizationId)
      expect(half).toMatchObject({ grants: half?.people, keys: half?.people })
      expect(half).toMatchObject({ invitations: half?.people })

      server = await startServer()
      expect((await engine.cycle(directory)).failures).toEqual([])
      expect(await census(tenant.organizationId)).toEqual(inFull(PEOPLE))
      expect(await engine.cycle(directory)).toMatchObject({ failures: [], writes: 0 })
    },
    BUSY_MS,
  )
})

describe('two engines that push the same tenant at once', () => {
  it(
    'end in the state that one leaves, whatever the dialects, and are never told to try again',
    async () => {
      const PEOPLE = 60
      const tenant = await newTenant()
      const directory = testDirectory(PEOPLE)
      const server = await startServer()
      const engines = await Promise.all(
        (['flag', 'legacy'] as const).map(async (dialect) =>
          createTestEngine(() => server.base, { token: await tenant.newToken(), dialect }),
        ),
      )
      const push = () => Promise.all(engines.map((engine) => engine.cycle(directory)))

      // Who creates second is told 409 and matches in its next cycle, as Entra does.
      const first = (await push()).flatMap((run) => run.failures)
      expect(new Set(first.map((failure) => failure.code))).toEqual(new Set(['EntryConflict']))
      expect((await push()).flatMap((run) => run.failures)).toEqual([])
      expect(await census(tenant.organizationId)).toEqual(inFull(PEOPLE))
      for (const run of await push()) expect(run).toMatchObject({ failures: [], writes: 0 })
    },
    BUSY_MS,
  )
})
