import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { activity, decisions, employees, mobileKeys, outboxMessages } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestGrant } from '@/db/testing/people'
import { newId } from '@/lib/kernel/ids'
import { readRules } from '@/lib/rules/stored-rules'
import { reconcile } from './reconcile'
import {
  changePerson,
  decide,
  grantsOf,
  livingKeys,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from './test-house'
import { applyRule, removeRule } from './test-save-rules'

const statements: string[] = []
let db: Db
let close: () => Promise<void>
let house: TestHouse
let ctx: Context

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase((statement) => statements.push(statement)))
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
  ctx = house.ctx
})

const inDepartment = (name: string) => ({ facts: { department: [name] } })
const engineers = (propertyId: string, more = {}) =>
  newDepartmentRule(house, { propertyId, department: 'Engineering', ...more })

async function kindsFor(employeeId: string) {
  const rows = await db
    .select({ kind: activity.kind })
    .from(activity)
    .where(and(eq(activity.organizationId, ctx.organizationId), eq(activity.subjectId, employeeId)))
    .orderBy(activity.id)
  return rows.map((row) => row.kind)
}

/** The e-mails about keys that are planned for somebody. */
const plannedFor = async (employeeId: string) =>
  (
    await db
      .select()
      .from(outboxMessages)
      .where(
        and(
          eq(outboxMessages.organizationId, ctx.organizationId),
          eq(outboxMessages.topic, 'key-invitation'),
        ),
      )
  ).filter((message) => message.payload.employeeId === employeeId)

describe('a person whom rules match', () => {
  it('gets the access groups of both properties, a key at each, and one planned e-mail', async () => {
    await engineers(house.hq)
    await engineers(house.austin)
    const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })

    expect(await grantsOf(ctx, maya)).toHaveLength(2)
    expect((await livingKeys(ctx, maya)).map((key) => key.state)).toEqual(['waiting', 'waiting'])
    expect(await plannedFor(maya)).toMatchObject([{ topic: 'key-invitation', attempts: 0 }])
    expect(await kindsFor(maya)).toEqual(['access.changed', 'access.changed'])
  })

  it('without an e-mail address gets doors and no key, until an address arrives', async () => {
    await engineers(house.hq)
    const maya = await newPerson(house, { name: 'Maya', department: 'Engineering', email: null })
    expect(await grantsOf(ctx, maya)).toHaveLength(1)
    expect(await livingKeys(ctx, maya)).toEqual([])

    const primaryEmail = 'maya@contoso.example'
    await db
      .update(employees)
      .set({ primaryEmail, primaryEmailKey: primaryEmail })
      .where(and(eq(employees.organizationId, ctx.organizationId), eq(employees.id, maya)))
    const outcome = await decide(ctx, [maya], { newlyReachable: [maya] })

    expect(outcome).toEqual({ given: 0, taken: 0, keysIssued: 1, keysRevoked: 0 })
    expect(await plannedFor(maya)).toHaveLength(1)
  })

  it('who stops matching loses the doors and the key of that property alone', async () => {
    await engineers(house.hq)
    await engineers(house.austin)
    await newDepartmentRule(house, { propertyId: house.austin, department: 'Sales' })
    const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })

    const outcome = await changePerson(ctx, maya, inDepartment('sales'))

    expect(outcome).toEqual({ given: 1, taken: 2, keysIssued: 0, keysRevoked: 1 })
    expect(await livingKeys(ctx, maya)).toMatchObject([{ propertyId: house.austin }])
  })

  it('who stops matching keeps what was given by hand, and the key that it needs', async () => {
    await engineers(house.hq)
    const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })
    const lab = await newTestAccessGroup(ctx, { propertyId: house.hq, name: 'Lab' })
    const byHand = { employeeId: maya, propertyId: house.hq, source: 'hand' } as const
    await newTestGrant(ctx, { ...byHand, accessGroupId: lab })

    await changePerson(ctx, maya, inDepartment('sales'))

    expect(await grantsOf(ctx, maya)).toMatchObject([{ accessGroupId: lab, source: 'hand' }])
    expect(await livingKeys(ctx, maya)).toHaveLength(1)
  })

  it('moved under a rule that says no keeps the key they have', async () => {
    await engineers(house.hq)
    await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales', mobileKey: false })
    const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })

    await changePerson(ctx, maya, inDepartment('sales'))

    expect(await livingKeys(ctx, maya)).toHaveLength(1)
  })

  it('moved under a rule that says yes is newly boarded there', async () => {
    await engineers(house.hq)
    await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales', mobileKey: false })
    const maya = await newPerson(house, { name: 'Maya', department: 'Sales' })
    expect(await livingKeys(ctx, maya)).toEqual([])

    await changePerson(ctx, maya, inDepartment('engineering'))

    expect(await livingKeys(ctx, maya)).toHaveLength(1)
  })
})

describe('a rule that changes', () => {
  it('from no to yes gives no key to those who have access already, and one to the next', async () => {
    await engineers(house.hq, { mobileKey: false })
    const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })
    const [rule] = await readRules(ctx, { propertyId: house.hq })
    if (!rule) throw new Error('the rule is missing')

    await applyRule(
      { ...ctx, actor: { kind: 'system', name: 'Test' } },
      {
        propertyId: house.hq,
        ruleId: rule.id,
        name: rule.name,
        conditions: rule.conditions,
        accessGroupIds: rule.outcome.accessGroupIds,
        roleId: rule.outcome.roleId,
        mobileKey: true,
      },
    )
    const jonas = await newPerson(house, { name: 'Jonas', department: 'Engineering' })

    expect(await livingKeys(ctx, maya)).toEqual([])
    expect(await plannedFor(maya)).toEqual([])
    expect(await livingKeys(ctx, jonas)).toHaveLength(1)
  })

  it('is applied to everybody whom it newly matches', async () => {
    const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })
    const jonas = await newPerson(house, { name: 'Jonas', department: 'Engineering' })
    await newPerson(house, { name: 'Kim', department: 'Sales' })

    expect(await engineers(house.hq)).toEqual({ given: 2, taken: 0, keysIssued: 2, keysRevoked: 0 })
    expect(await livingKeys(ctx, maya)).toHaveLength(1)
    expect(await livingKeys(ctx, jonas)).toHaveLength(1)
  })

  it('and was the only one leaves the property paused: nobody loses anything by its deletion', async () => {
    await engineers(house.hq)
    const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })
    const [rule] = await readRules(ctx, { propertyId: house.hq })

    await removeRule(ctx, { ruleId: rule?.id ?? '' })

    expect(await grantsOf(ctx, maya)).toHaveLength(1)
  })
})

describe('a person who leaves', () => {
  it('loses every grant, also by hand, and every key, in the transaction that said so', async () => {
    await engineers(house.hq)
    await engineers(house.austin)
    const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })
    const lab = await newTestAccessGroup(ctx, { propertyId: house.hq, name: 'Lab' })
    const byHand = { employeeId: maya, propertyId: house.hq, source: 'hand' } as const
    await newTestGrant(ctx, { ...byHand, accessGroupId: lab })

    const failing = withTransaction(ctx, async (tx) => {
      expect(await changePerson(tx, maya, { active: false })).toMatchObject({
        taken: 3,
        keysRevoked: 2,
      })
      throw new Error('the request failed')
    })
    await expect(failing).rejects.toThrow('the request failed')
    expect(await livingKeys(ctx, maya)).toHaveLength(2)

    await changePerson(ctx, maya, { active: false })
    expect(await grantsOf(ctx, maya)).toEqual([])
    expect(await livingKeys(ctx, maya)).toEqual([])
    expect(await db.$count(decisions, eq(decisions.employeeId, maya))).toBe(0)
  })

  it('loses what they have also at a property that is paused', async () => {
    await engineers(house.hq)
    const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })
    const [rule] = await readRules(ctx, { propertyId: house.hq })
    await removeRule(ctx, { ruleId: rule?.id ?? '' })

    await changePerson(ctx, maya, { active: false })

    expect(await grantsOf(ctx, maya)).toEqual([])
    expect(await livingKeys(ctx, maya)).toEqual([])
  })

  it('and comes back is decided anew, with new keys and none of what was given by hand', async () => {
    await engineers(house.hq)
    const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })
    const [before] = await livingKeys(ctx, maya)
    const lab = await newTestAccessGroup(ctx, { propertyId: house.hq, name: 'Lab' })
    const byHand = { employeeId: maya, propertyId: house.hq, source: 'hand' } as const
    await newTestGrant(ctx, { ...byHand, accessGroupId: lab })
    await changePerson(ctx, maya, { active: false })

    await changePerson(ctx, maya, { active: true })

    expect(await grantsOf(ctx, maya)).toMatchObject([{ source: 'rule' }])
    const [after] = await livingKeys(ctx, maya)
    expect(after).toMatchObject({ state: 'waiting' })
    expect(after?.id).not.toBe(before?.id)
    const old = await db
      .select()
      .from(mobileKeys)
      .where(eq(mobileKeys.id, before?.id ?? ''))
    expect(old).toMatchObject([{ state: 'revoked', cause: 'All access ended.' }])
  })
})

describe('what it costs', () => {
  /** Statements of `work`, apart from those that open and close its transaction. */
  async function statementsOf(work: () => Promise<unknown>) {
    statements.length = 0
    await work()
    return statements.filter((one) => !/^(begin|commit|set transaction)/i.test(one)).length
  }
  const entry = { kind: 'employee.created', data: { name: 'Maya' } } as const

  /** Engineers who are stored and not decided yet. */
  async function storedPeople(count: number): Promise<string[]> {
    const prefix = newId('employee')
    const { rows } = await db.execute<{ id: string }>(sql`
      insert into ${employees} (organization_id, id, scim_id, source, user_name, user_name_key, display_name,
        primary_email, primary_email_key, active, resource, facts, version, created_at, last_modified_at)
      select ${ctx.organizationId}, id, id, 'entra', id, id, id, id || '@contoso.example', id || '@contoso.example',
        true, '{}', '{"department": ["engineering"]}', 1, now(), now()
      from (select ${prefix} || n as id from generate_series(1, ${count}::int) as n) as person
      returning id`)
    // A server with autovacuum, and ours on the embedded database, knows how many rows there are.
    await db.execute(sql`analyze`)
    return rows.map((row) => row.id)
  }

  it('is four statements for one person and for five hundred', async () => {
    await engineers(house.hq)
    await engineers(house.austin)
    const one = await storedPeople(1)
    const many = await storedPeople(500)

    expect(await statementsOf(() => decide(ctx, one, { entries: [entry] }))).toBe(4)
    expect(await statementsOf(() => decide(ctx, many, { entries: [entry] }))).toBe(4)
  })

  it('is two statements where nothing changes, and none about nobody', async () => {
    await engineers(house.hq)
    const [one = ''] = await storedPeople(1)
    await decide(ctx, [one])

    expect(await statementsOf(() => decide(ctx, [one]))).toBe(2)
    expect(await statementsOf(() => decide(ctx, []))).toBe(0)
  })

  it('is seconds for a rule that is published to ten thousand people', {
    timeout: 90_000,
  }, async () => {
    await storedPeople(10_000)
    const began = performance.now()

    expect(await engineers(house.hq)).toMatchObject({ given: 10_000, keysIssued: 10_000 })

    expect(performance.now() - began).toBeLessThan(25_000)
  })
})

it('a person of another organisation is neither decided nor ended', async () => {
  await engineers(house.hq)
  const maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })
  const stranger = (await newTestOrganization(db)).ctx
  await db.update(employees).set({ active: false }).where(eq(employees.id, maya))

  await withTransaction(stranger, async (tx) => {
    const nothing = { given: 0, taken: 0, keysIssued: 0, keysRevoked: 0 }
    expect(await reconcile(tx, { kind: 'employees', ids: [maya] })).toEqual(nothing)
    expect(await reconcile(tx, { kind: 'everyone' })).toEqual(nothing)
  })

  expect(await grantsOf(ctx, maya)).toHaveLength(1)
  expect(await livingKeys(ctx, maya)).toHaveLength(1)
})
