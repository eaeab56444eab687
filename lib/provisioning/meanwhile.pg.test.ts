import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import {
  decisions,
  directoryGroupMembers,
  employees,
  grants,
  roles,
  ruleAccessGroups,
} from '@/db/schema'
import { openTestPostgres } from '@/db/testing/database'
import { newTestAccessGroup, newTestProperty, newTestRule } from '@/db/testing/people'
import { settleDecisions } from '@/lib/access/over-time/settle-decisions'
import { applyDecisions, reconcile } from '@/lib/access/reconcile'
import type { Conditions, SingleCondition } from '@/lib/rules/engine/condition'
import type { OperatorId } from '@/lib/rules/engine/operators'
import { reevaluate } from '@/lib/rules/reevaluate'
import { openScimTestClient, patchBody, type ScimTestClient, userBody } from './scim-test-client'

/** What happens at the same time: one connection cannot show it. */
let database: DatabaseHandle
let client: ScimTestClient
let ctx: Context
let hq: string

beforeAll(async () => {
  database = await openTestPostgres()
})
const clients: ScimTestClient[] = []
afterAll(async () => {
  for (const { service } of clients) await service.flush()
  await database.close()
})
beforeEach(async () => {
  client = await openScimTestClient(database.db)
  clients.push(client)
  ctx = client.ctx
  hq = await newTestProperty(ctx, 'HQ')
})

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const ask = (operand: string, operator: OperatorId, ...values: string[]): SingleCondition => ({
  kind: 'condition',
  operand,
  operator,
  values,
})
const everybody = ask('active', 'isYes')

async function addRule(as: Context, ...conditions: SingleCondition[]): Promise<void> {
  const [role] = await as.db
    .select({ id: roles.id })
    .from(roles)
    .where(and(eq(roles.organizationId, as.organizationId), eq(roles.basedOn, 'user')))
  const all: Conditions = { match: 'all', conditions }
  const ruleId = await newTestRule(as, {
    propertyId: hq,
    name: 'Rule',
    roleId: role?.id ?? '',
    conditions: all,
  })
  const accessGroupId = await newTestAccessGroup(as, { propertyId: hq, name: 'Doors' })
  await as.db
    .insert(ruleAccessGroups)
    .values({ organizationId: as.organizationId, propertyId: hq, ruleId, accessGroupId })
}

const newUser = async (name: string, more = {}): Promise<string> =>
  (await client.send('POST', '/Users', userBody(`${name}@contoso.example`, more))).body.id
const newGroup = async (displayName: string): Promise<string> =>
  (await client.send('POST', '/Groups', { displayName })).body.id
const join = (group: string, user: string) =>
  client.send(
    'PATCH',
    `/Groups/${group}`,
    patchBody({ op: 'Add', path: 'members', value: [{ value: user }] }),
  )
const set = (user: string, path: string, value: unknown) =>
  client.send('PATCH', `/Users/${user}`, patchBody({ op: 'Replace', path, value }))

async function peopleWithDoors(): Promise<string[]> {
  const rows = await database.db
    .select({ scimId: employees.scimId })
    .from(grants)
    .innerJoin(
      employees,
      and(eq(employees.organizationId, grants.organizationId), eq(employees.id, grants.employeeId)),
    )
    .where(eq(grants.organizationId, ctx.organizationId))
  return rows.map((row) => row.scimId).sort()
}

describe('while a rule is applied to everybody', () => {
  it('pushes commit, and what they changed is settled right after it', async () => {
    const [stays, leaves] = [await newUser('stays'), await newUser('leaves')]
    let comes = ''
    await withTransaction(ctx, async (tx) => {
      await addRule(tx, everybody)
      const outcome = await reconcile(tx, { kind: 'property', propertyId: hq })
      expect(outcome.given).toBe(2)
      // The transaction is open until these have been answered.
      comes = await newUser('comes')
      expect((await set(stays, 'title', 'Lead')).status).toBe(200)
      expect((await set(leaves, 'active', 'False')).status).toBe(200)
    })
    await settleDecisions(database.db, new Date())
    expect(await peopleWithDoors()).toEqual([stays, comes].sort())
  })

  it('somebody who leaves before it is written gets nothing of it', async () => {
    const [stays, leaves] = [await newUser('stays'), await newUser('leaves')]
    await withTransaction(ctx, async (tx) => {
      await addRule(tx, everybody)
      const scope = { kind: 'property', propertyId: hq } as const
      const found = await reevaluate(tx, scope)
      expect((await set(leaves, 'active', 'False')).status).toBe(200)
      await applyDecisions(tx, { scope, found, entries: [] })
    })
    expect(await peopleWithDoors()).toEqual([stays])
  })

  it('it is settled twice, the second time after every push from before has ended', async () => {
    await withTransaction(ctx, async (tx) => {
      await addRule(tx, everybody)
      await reconcile(tx, { kind: 'property', propertyId: hq })
    })
    const settled = async (seconds: number) => {
      const left = await newUser(`late${seconds}`)
      await database.db.delete(grants).where(eq(grants.organizationId, ctx.organizationId))
      await database.db.delete(decisions).where(eq(decisions.organizationId, ctx.organizationId))
      await settleDecisions(database.db, new Date(ctx.now.getTime() + seconds * 1000))
      return (await peopleWithDoors()).includes(left)
    }
    expect(await settled(1)).toBe(true)
    expect(await settled(2)).toBe(false)
    expect(await settled(61)).toBe(true)
    expect(await settled(62)).toBe(false)
  })
})

describe('two pushes that each change half of what a rule asks for', () => {
  it('find the whole: the same person joins two groups at once', async () => {
    const [one, other] = [await newGroup('One'), await newGroup('Other')]
    await addRule(ctx, ask('group', 'memberOfAll', one, other))
    const people = await Promise.all(Array.from({ length: 12 }, (_, i) => newUser(`p${i}`)))
    await Promise.all(people.flatMap((person) => [join(one, person), join(other, person)]))
    expect(await peopleWithDoors()).toEqual(people.sort())
  })

  it('find the whole: a person joins a group while the department changes', async () => {
    const group = await newGroup('One')
    await addRule(ctx, ask('group', 'memberOf', group), ask('department', 'is', 'Lab'))
    const people = await Promise.all(Array.from({ length: 12 }, (_, i) => newUser(`p${i}`)))
    await Promise.all(
      people.flatMap((person) => [
        join(group, person),
        set(person, `${ENTERPRISE}:department`, 'Lab'),
      ]),
    )
    expect(await peopleWithDoors()).toEqual(people.sort())
  })
})

it('a group of ten thousand that gains a member decides that member alone', async () => {
  const group = await newGroup('Everybody')
  const { organizationId } = ctx
  await database.db.execute(sql`
    insert into ${employees} (organization_id, id, scim_id, source, display_name, active, resource, facts, version, created_at, last_modified_at)
    select ${organizationId}, ${organizationId} || n, ${organizationId} || n, 'entra', 'Person ' || n, true, '{}', '{"active": ["true"]}', 1, now(), now()
    from generate_series(1, 10000) as n`)
  await database.db.execute(sql`
    insert into ${directoryGroupMembers} (organization_id, group_id, member_id, member_type, added_at)
    select ${organizationId}, ${group}, ${organizationId} || n, 'User', now() from generate_series(1, 10000) as n`)
  // Nobody was decided yet: whoever is looked at would get doors.
  await addRule(ctx, ask('group', 'memberOf', group))
  const joins = await newUser('joins')

  expect((await join(group, joins)).status).toBe(204)

  expect(await peopleWithDoors()).toEqual([joins])
}, 60_000)
