import { and, eq, inArray } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { withTransaction } from '@/db/context'
import {
  directoryGroupMembers,
  directoryGroups,
  employees,
  grants,
  heldRemovals,
} from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestEmployee } from '@/db/testing/people'
import { askedConditionsSchema, type Conditions } from '@/lib/rules/engine/condition'
import { planChange } from '@/lib/rules/plan-change'
import { reevaluate } from '@/lib/rules/reevaluate'
import type { RuleChange, RuleInput } from '@/lib/rules/schemas'
import { readRules } from '@/lib/rules/stored-rules'
import { anyConditions, anyPerson, testGroupIds } from '@/lib/rules/test-conditions'
import { holdBack, sameDecision } from '../guard/hold-back'
import { reconcile } from '../reconcile'
import { openTestHouse, type TestHouse } from '../test-house'
import { applyRule } from '../test-save-rules'
import { type AlikeChange, decideAlike } from './decide-alike'

const HOUSES = 5
const CHANGES_PER_HOUSE = 25
const PEOPLE = 40
const RULES = 5

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

/** What the editor refuses is never stored. */
const storable = anyConditions
  .map((one) => askedConditionsSchema.safeParse(one).data)
  .filter((one) => one !== undefined)

interface Filled {
  house: TestHouse
  groups: string[]
  people: string[]
}

/** People and rules at random; some people left, some have something by hand, some wait for the guard. */
async function fillHouse(seed: number): Promise<Filled> {
  const house = await openTestHouse(db)
  house.ctx = { ...house.ctx, actor: { kind: 'system', name: 'Test' } }
  const { ctx, hq } = house
  const { organizationId } = ctx
  await db.insert(directoryGroups).values(
    testGroupIds.map((id) => ({
      organizationId,
      id,
      displayName: id,
      displayNameKey: id,
      resource: {},
      version: 1,
      createdAt: ctx.now,
      lastModifiedAt: ctx.now,
      membersKnownAt: ctx.now,
    })),
  )
  const groups: string[] = []
  for (const name of ['A', 'B', 'C']) {
    groups.push(await newTestAccessGroup(ctx, { propertyId: hq, name, doors: [name] }))
  }
  const people = await fillPeople(house, seed)
  const samples = fc.sample(storable, { numRuns: RULES, seed })
  for (const [index, conditions] of samples.entries()) {
    await applyRule(ctx, ruleOf({ house, groups, people }, { index, conditions }))
  }
  await holdSome(house, people)
  // They left this moment: what was decided for them is still stored.
  await db
    .update(employees)
    .set({ active: false })
    .where(
      and(eq(employees.organizationId, organizationId), inArray(employees.id, people.slice(-4))),
    )
  const [byHand = ''] = groups
  await db.insert(grants).values(
    people.slice(0, 5).map((employeeId, index) => ({
      organizationId,
      id: `gra_${index}`,
      employeeId,
      propertyId: hq,
      accessGroupId: byHand,
      source: 'hand' as const,
      since: ctx.now,
    })),
  )
  return { house, groups, people }
}

async function fillPeople({ ctx }: TestHouse, seed: number): Promise<string[]> {
  const ids: string[] = []
  for (const [index, one] of fc.sample(anyPerson, { numRuns: PEOPLE, seed }).entries()) {
    const displayName = `Person ${String(index).padStart(2, '0')}`
    const primaryEmail = index % 3 === 0 ? null : `p${index}@c.example`
    const facts = { ...one.values }
    const active = index % 9 !== 0
    const id = await newTestEmployee(ctx, { displayName, primaryEmail, facts, active })
    ids.push(id)
    if (one.groups.length === 0) continue
    await db.insert(directoryGroupMembers).values(
      one.groups.map((groupId) => ({
        organizationId: ctx.organizationId,
        groupId,
        memberId: id,
        memberType: 'User' as const,
        addedAt: ctx.now,
      })),
    )
  }
  return ids
}

/** As if the guard had stopped them: what is stored is more than the rules give. */
async function holdSome({ ctx, hq }: TestHouse, people: string[]): Promise<void> {
  const waiting = people.filter((_, index) => index % 7 === 3)
  await db.insert(heldRemovals).values(
    waiting.map((employeeId) => ({
      organizationId: ctx.organizationId,
      employeeId,
      propertyId: hq,
      accessGroupIds: [],
      since: ctx.now,
    })),
  )
}

function ruleOf(
  { house, groups, people }: Filled,
  { index, conditions }: { index: number; conditions: Conditions },
): RuleInput {
  const roleId = index % 2 === 0 ? house.roleIds.user : house.roleIds.admin
  const until = [null, '2000-01-01T00:00:00Z', '2999-01-01T00:00:00Z'][index % 3] ?? null
  const employeeId = people[index * 3] ?? ''
  return {
    propertyId: house.hq,
    name: `Rule ${index}`,
    conditions,
    accessGroupIds: groups.filter((_, group) => index % 4 !== group),
    roleId,
    mobileKey: index % 3 !== 0,
    leftOut: index % 2 === 0 ? [{ employeeId, reason: 'Audit', until }] : [],
  }
}

const anyChange = fc.record({
  kind: fc.constantFrom('edit', 'new', 'outcome', 'leftOut', 'delete', 'switch', 'order'),
  which: fc.nat(),
  conditions: storable,
})

async function changeOf(
  filled: Filled,
  { kind, which, conditions }: { kind: string; which: number; conditions: Conditions },
): Promise<RuleChange> {
  const { ctx, hq: propertyId } = filled.house
  const rules = await readRules(ctx, { propertyId })
  const index = which % rules.length
  const rule = rules[index]
  if (!rule) throw new Error('There is no rule.')
  const { id: ruleId, version, name } = rule
  const stored = {
    ...ruleOf(filled, { index, conditions: rule.conditions }),
    ruleId,
    version,
    name,
  }
  const other = ruleOf(filled, { index: which % 11, conditions })
  switch (kind) {
    case 'edit':
      return { kind: 'rule', rule: { ...stored, conditions } }
    case 'new':
      return { kind: 'rule', rule: { ...other, name: 'New' } }
    case 'outcome': {
      const { accessGroupIds, roleId, mobileKey } = other
      return { kind: 'rule', rule: { ...stored, accessGroupIds, roleId, mobileKey } }
    }
    case 'leftOut':
      return { kind: 'rule', rule: { ...stored, leftOut: other.leftOut } }
    case 'delete':
      return { kind: 'delete', ruleId }
    case 'switch':
      return { kind: 'switch', ruleId, enabled: false }
    default:
      return { kind: 'order', ruleIds: rules.map((one) => one.id).reverse() }
  }
}

type Line = Pick<AlikeChange, 'before' | 'after' | 'hasEmail' | 'eligible'>

/** By name, so that both ways of telling can be laid beside each other. */
function byName(people: [string, Line][]) {
  return new Map(
    people
      .map(([name, { before, after, hasEmail, eligible }]): [string, Line] => [
        name,
        { before, after, hasEmail, eligible },
      ])
      .sort(([one], [other]) => one.localeCompare(other)),
  )
}

describe('what a change does', () => {
  it.each(Array.from({ length: HOUSES }, (_, seed) => seed))(
    'is what deciding everybody by every rule finds, for random rules, people and changes (%i)',
    async (seed) => {
      const filled = await fillHouse(seed)
      const { ctx, hq: propertyId } = filled.house
      let concerned = 0
      for (const one of fc.sample(anyChange, { numRuns: CHANGES_PER_HOUSE, seed })) {
        const plan = await planChange(ctx, { propertyId, change: await changeOf(filled, one) })
        const given = plan.after.filter((rule) => rule.enabled)
        const found = await reevaluate(ctx, { kind: 'property', propertyId }, { given })
        const slow = holdBack(found)
          .changes.filter(({ before, after }) => !sameDecision(before, after))
          .map((line): [string, Line] => [line.employeeName, line])
        const alike = await decideAlike(ctx, plan)
        for (const { people, first } of alike) expect(first).toHaveLength(people)
        const fast = alike.flatMap((line) =>
          line.first.map(({ name }): [string, Line] => [name, line]),
        )
        expect(byName(fast), JSON.stringify(one)).toEqual(byName(slow))
        concerned += fast.length
      }
      expect(concerned).toBeGreaterThan(CHANGES_PER_HOUSE)
    },
    120_000,
  )

  it('concerns nobody when a rule stays as it is', async () => {
    const filled = await fillHouse(HOUSES)
    const { ctx, hq: propertyId } = filled.house
    await withTransaction(ctx, (tx) => reconcile(tx, { kind: 'property', propertyId }))
    const [rule] = await readRules(ctx, { propertyId })
    if (!rule) throw new Error('There is no rule.')
    const change = { kind: 'switch', ruleId: rule.id, enabled: true } as const
    expect(await decideAlike(ctx, await planChange(ctx, { propertyId, change }))).toEqual([])
  })
})
