import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity, decisions, grants, mobileKeys, ruleVersions } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestEmployee } from '@/db/testing/people'
import type { Conditions, SingleCondition } from '@/lib/rules/engine/condition'
import { includeEmpty } from '@/lib/rules/engine/include-empty'
import type { RuleInput } from '@/lib/rules/schemas'
import { readRules } from '@/lib/rules/stored-rules'
import { newDepartmentRule, newPerson, openTestHouse, type TestHouse } from '../test-house'
import { applyRule } from '../test-save-rules'
import { matchRule } from './match-rule'
import { previewRules } from './preview-rules'
import { tryPerson } from './try-person'

let db: Db
let close: () => Promise<void>
let house: TestHouse
let lab: string
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
  house.ctx = { ...house.ctx, actor: { kind: 'system', name: 'Test' } }
  const group = { propertyId: house.hq, name: 'Lab', doors: ['Lab door', 'Main door'] }
  lab = await newTestAccessGroup(house.ctx, group)
})

const is = (operand: string, value: string): SingleCondition => ({
  kind: 'condition',
  operand,
  operator: 'is',
  values: [value],
})

const ruleOf = (conditions: SingleCondition[], more: Partial<RuleInput> = {}): RuleInput => ({
  propertyId: house.hq,
  name: 'Engineers',
  conditions: { match: 'all', conditions },
  accessGroupIds: [lab],
  roleId: house.roleIds.user,
  mobileKey: true,
  ...more,
})

const preview = (rule: RuleInput) =>
  previewRules(house.ctx, { propertyId: house.hq, change: { kind: 'rule', rule } })

const person = (displayName: string, facts: Record<string, string[]>, more = {}) =>
  newTestEmployee(house.ctx, {
    displayName,
    primaryEmail: `${displayName}@c.example`,
    facts,
    ...more,
  })

describe('a preview', () => {
  it('says who meets a rule, who misses it by one condition or one letter, and of whom nobody can tell', async () => {
    await person('Ann', { department: ['engineering'], city: ['denver'] })
    await person('Ben', { department: ['engineering'], city: ['austin'] })
    await person('Cid', { department: ['enginering'], city: ['denver'] })
    await person('Dee', { city: ['denver'] })
    await person('Eve', { department: ['sales'], city: ['austin'] })
    await person('Gone', { department: ['engineering'], city: ['denver'] }, { active: false })

    const { matches } = await preview(
      ruleOf([is('department', 'Engineering'), is('city', 'Denver')]),
    )

    expect(matches?.peopleTotal).toBe(5)
    expect(matches?.matching).toMatchObject({ count: 1, people: [{ name: 'Ann' }] })
    expect(matches?.justMiss).toMatchObject({
      count: 2,
      people: [
        { name: 'Ben', missing: expect.stringContaining('City') },
        { name: 'Cid', missing: expect.stringContaining('Department') },
      ],
    })
    expect(matches?.nearSpellings).toEqual([
      {
        operand: 'department',
        label: 'Department',
        value: 'enginering',
        wanted: 'Engineering',
        people: 1,
      },
    ])
    expect(matches?.cannotTell).toMatchObject({
      count: 1,
      people: [{ name: 'Dee' }],
      offers: [{ operand: 'department', label: 'Department', people: 1 }],
    })
  })

  it('looks into a nested group of conditions, and skips whoever is left out', async () => {
    const ann = await person('Ann', { department: ['eng'], city: ['denver'] })
    await person('Ben', { department: ['eng'], city: ['austin'] })
    await person('Cid', { department: ['eng'] })
    await person('Dee', { department: ['eng'], city: ['boston'] })
    const conditions = {
      match: 'all' as const,
      conditions: [
        is('department', 'Eng'),
        {
          kind: 'group' as const,
          match: 'any' as const,
          conditions: [is('city', 'Denver'), is('city', 'Austin')],
        },
      ],
    }
    const leftOut = [{ employeeId: ann, reason: 'Audit', until: null }]

    const matches = await matchRule(house.ctx, { propertyId: house.hq, conditions, leftOut })

    expect(matches).toMatchObject({
      matching: { count: 1, people: [{ name: 'Ben' }] },
      justMiss: { count: 1, people: [{ name: 'Dee' }] },
      cannotTell: { count: 1, people: [{ name: 'Cid' }] },
    })
  })

  it('counts neither the held nor the gone among all people', async () => {
    await person('Ann', { department: ['eng'] })
    await person('Ben', { department: ['eng'] }, { hold: 'by_hand' })

    const { matches } = await preview(ruleOf([is('department', 'Eng')]))

    expect(matches).toMatchObject({ peopleTotal: 1, matching: { count: 1 } })
  })

  it('offers to include exactly whom "or is empty" brings in, and nobody who lacks another value', async () => {
    await person('Ann', { city: ['denver'] })
    await person('Ben', {})
    await person('Cid', { department: ['eng'] })
    const conditions = {
      match: 'all' as const,
      conditions: [is('department', 'Eng'), is('city', 'Denver')],
    }
    const match = (asked: Conditions) =>
      matchRule(house.ctx, { propertyId: house.hq, conditions: asked })

    const { cannotTell } = await match(conditions)

    expect(cannotTell).toMatchObject({
      count: 3,
      offers: [
        { operand: 'department', people: 1 },
        { operand: 'city', people: 1 },
      ],
    })
    const included = includeEmpty(conditions, 'department')
    expect(included && (await match(included)).matching.people).toMatchObject([{ name: 'Ann' }])
  })

  it('tells a text where a number is needed apart from no value, and offers nothing of yes or no', async () => {
    await person('Ann', { employeeId: ['e-17'] })
    await person('Ben', {})
    const lessThan: SingleCondition = {
      kind: 'condition',
      operand: 'employeeId',
      operator: 'lessThan',
      values: ['100'],
    }
    const { matches } = await preview(ruleOf([lessThan]))
    expect(matches?.cannotTell).toMatchObject({
      count: 2,
      people: [{ missing: expect.stringContaining('no number') }, { name: 'Ben' }],
      offers: [{ operand: 'employeeId', people: 1 }],
      wrongKinds: [{ label: 'Employee ID', wanted: 'number', people: 1 }],
    })

    const guest: SingleCondition = {
      kind: 'condition',
      operand: 'guest',
      operator: 'isNo',
      values: [],
    }
    expect((await preview(ruleOf([guest]))).matches?.cannotTell).toMatchObject({
      count: 2,
      offers: [],
    })
  })

  it('lists gains, losses, roles, keys, e-mails and doors, and leaves what was given by hand', async () => {
    await newDepartmentRule(house, { propertyId: house.hq, department: 'Eng', doors: ['Office'] })
    const ann = await newPerson(house, { name: 'Ann', department: 'Eng' })
    const ben = await newPerson(house, { name: 'Ben', department: 'Eng' })
    const cid = await newPerson(house, { name: 'Cid', department: 'Sales' })
    const [stored] = await readRules(house.ctx)
    const engGroup = stored?.outcome.accessGroupIds[0] ?? ''
    await house.ctx.db.insert(grants).values({
      organizationId: house.ctx.organizationId,
      id: 'gra_by_hand',
      employeeId: ben,
      propertyId: house.hq,
      accessGroupId: engGroup,
      source: 'hand',
      since: house.ctx.now,
    })

    const toSales = ruleOf([is('department', 'Sales')], {
      ruleId: stored?.id,
      name: 'Eng',
      roleId: house.roleIds.front_desk,
    })
    const { effect, guard } = await preview(toSales)

    expect(effect).toMatchObject({
      gain: 1,
      lose: 1,
      roles: 3,
      keysIssued: 1,
      keysRevoked: 1,
      emails: 1,
      peopleCount: 3,
    })
    expect(effect.people).toMatchObject([
      { id: ann, gains: [], loses: ['Eng'], key: 'revoked', email: false },
      { id: ben, gains: [], loses: [], key: null, email: false },
      { id: cid, gains: ['Lab'], loses: [], key: 'issued', email: true },
    ])
    expect(effect.people[2]?.role).toEqual({ before: null, after: 'Front Desk' })
    expect(effect.doors).toMatchObject([
      { door: 'Lab door', gain: 1, lose: 0 },
      { door: 'Main door', gain: 1, lose: 0 },
      { door: 'Office', gain: 0, lose: 1 },
    ])
    // Ben keeps the doors, and loses the role that came with them.
    expect(guard).toMatchObject({ limit: 5, losses: 2, of: ['access', 'role'], exceeds: false })
  })

  it('asks what becomes of keys when a rule’s answer flips', async () => {
    const group = { propertyId: house.hq, department: 'Eng', mobileKey: true }
    await newDepartmentRule(house, group)
    await newPerson(house, { name: 'Ann', department: 'Eng' })
    const [stored] = await readRules(house.ctx)
    const flipped = ruleOf([is('department', 'Eng')], {
      ruleId: stored?.id,
      name: 'Eng',
      accessGroupIds: stored?.outcome.accessGroupIds ?? [],
      mobileKey: false,
    })
    const change = { kind: 'rule' as const, rule: flipped }

    const careful = await previewRules(house.ctx, { propertyId: house.hq, change })
    expect(careful.keyChoices).toEqual({ revocable: 1, sendable: 0 })
    expect(careful.effect).toMatchObject({ keysRevoked: 0, lose: 0 })

    const keys = { stopped: 'revoke', started: 'newcomers' } as const
    const revoking = await previewRules(house.ctx, { propertyId: house.hq, change, keys })
    expect(revoking.effect).toMatchObject({ keysRevoked: 1, lose: 0 })
  })

  it('writes nothing at all', async () => {
    await newDepartmentRule(house, { propertyId: house.hq, department: 'Eng' })
    await newPerson(house, { name: 'Ann', department: 'Sales' })
    const tables = [decisions, grants, mobileKeys, activity, ruleVersions]
    const count = async () => {
      const counts: number[] = []
      for (const table of tables) counts.push(await db.$count(table))
      return counts
    }
    const before = await count()

    await preview(ruleOf([is('department', 'Sales')]))

    expect(await count()).toEqual(before)
  })

  it('of a new order says whose role flips', async () => {
    const everyone: SingleCondition = {
      kind: 'condition',
      operand: 'department',
      operator: 'isNotEmpty',
      values: [],
    }
    await applyRule(house.ctx, ruleOf([everyone], { name: 'Staff' }))
    await applyRule(
      house.ctx,
      ruleOf([is('department', 'IT')], { name: 'IT', roleId: house.roleIds.admin }),
    )
    await newPerson(house, { name: 'Ann', department: 'IT' })
    const ruleIds = (await readRules(house.ctx)).map((rule) => rule.id).reverse()

    const change = { kind: 'order' as const, ruleIds }
    const { effect, matches } = await previewRules(house.ctx, { propertyId: house.hq, change })

    expect(matches).toBeNull()
    expect(effect).toMatchObject({ gain: 0, lose: 0, roles: 1 })
    expect(effect.people).toMatchObject([{ role: { before: 'User', after: 'Admin' } }])
  })

  it('knows nothing of another organisation', async () => {
    const { ctx: stranger } = await newTestOrganization(db)
    const ann = await person('Ann', { department: ['eng'] })
    const rule = ruleOf([is('department', 'Eng')])

    await expect(
      previewRules(stranger, { propertyId: house.hq, change: { kind: 'rule', rule } }),
    ).rejects.toMatchObject({ code: 'not_found' })
    const { conditions } = rule
    await expect(matchRule(stranger, { propertyId: house.hq, conditions })).rejects.toMatchObject({
      code: 'not_found',
    })
    const asked = { propertyId: house.hq, rule: { conditions }, person: { employeeId: ann } }
    await expect(tryPerson(stranger, asked)).rejects.toMatchObject({ code: 'not_found' })
    expect(await tryPerson(house.ctx, asked)).toMatchObject({ kind: 'person', met: true })
  })
})

describe('a near spelling', () => {
  it('is none of a value that another condition wants', async () => {
    await person('Ann', { department: ['design'] })
    await person('Ben', { department: ['designs'] })
    const wants: SingleCondition = {
      kind: 'condition',
      operand: 'department',
      operator: 'isAnyOf',
      values: ['Design', 'Designs'],
    }
    const { matches } = await preview(ruleOf([wants]))
    expect(matches?.nearSpellings).toEqual([])
    expect(await db.$count(decisions, eq(decisions.organizationId, house.ctx.organizationId))).toBe(
      0,
    )
  })
})
