import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import { employees, grants, heldRemovals, ruleVersions } from '@/db/schema'
import { openTestPostgres } from '@/db/testing/database'
import type { RuleInput } from '@/lib/rules/schemas'
import { readRules } from '@/lib/rules/stored-rules'
import { applyChange } from '../apply-change'
import {
  changePerson,
  decide,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '../test-house'

/** The guard's least limit, and more people than it. */
const LIMIT = 5
const PEOPLE = 12

let handle: DatabaseHandle
let house: TestHouse
let ids: string[]
beforeAll(async () => {
  handle = await openTestPostgres()
})
afterAll(() => handle.close())
beforeEach(async () => {
  house = await openTestHouse(handle.db)
  house.ctx = { ...house.ctx, actor: { kind: 'system', name: 'Test' } }
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Eng' })
  ids = []
  for (let n = 0; n < PEOPLE; n++) {
    ids.push(await newPerson(house, { name: `Person ${n}`, department: 'Eng' }))
  }
})

const count = (table: typeof grants | typeof heldRemovals) =>
  handle.db.$count(table, eq(table.organizationId, house.ctx.organizationId))

describe('pushes that arrive at the same moment', () => {
  test('take access from no more people than the limit, and every other removal waits', async () => {
    const facts = { department: ['nowhere'] }
    await Promise.all(ids.map((id) => changePerson(house.ctx, id, { facts })))

    expect(await count(grants)).toBe(PEOPLE - LIMIT)
    expect(await count(heldRemovals)).toBe(PEOPLE - LIMIT)
  })

  test('wait for no leaver, and hold none', async () => {
    const { ctx } = house
    for (const id of ids.slice(LIMIT)) {
      await ctx.db
        .update(employees)
        .set({ active: false })
        .where(and(eq(employees.organizationId, ctx.organizationId), eq(employees.id, id)))
    }
    const facts = { department: ['nowhere'] }
    const moves = ids.slice(0, LIMIT).map((id) => changePerson(ctx, id, { facts }))
    await Promise.all([...moves, ...ids.slice(LIMIT).map((id) => decide(ctx, [id]))])

    expect(await count(grants)).toBe(0)
    expect(await count(heldRemovals)).toBe(0)
  })
})

describe('two administrators who apply at the same moment', () => {
  test('take turns: one applies, the other is shown both rules', async () => {
    const [rule] = await readRules(house.ctx)
    if (!rule) throw new Error('There is no rule.')
    const edited = (name: string): RuleInput => ({
      propertyId: house.hq,
      ruleId: rule.id,
      version: rule.version,
      name,
      conditions: rule.conditions,
      accessGroupIds: rule.outcome.accessGroupIds,
      roleId: rule.outcome.roleId,
      mobileKey: rule.outcome.mobileKey,
    })
    const answers = await Promise.all(
      ['Ana’s', 'Ben’s'].map((name) =>
        applyChange(house.ctx, {
          propertyId: house.hq,
          change: { kind: 'rule', rule: edited(name) },
        }),
      ),
    )

    expect(answers.map((answer) => answer.kind).sort()).toEqual(['applied', 'clash'])
    const versions = await handle.db
      .select({ number: ruleVersions.number })
      .from(ruleVersions)
      .where(eq(ruleVersions.organizationId, house.ctx.organizationId))
    expect(versions.map((version) => version.number).sort()).toEqual([1, 2])
  })
})
