import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import {
  accessGroups,
  decisions,
  directoryGroupMembers,
  directoryGroups,
  employees,
  properties,
  ruleAccessGroups,
  ruleExclusions,
  rules as rulesTable,
} from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newId } from '@/lib/kernel/ids'
import { type Conditions, conditionsSchema } from './engine/condition'
import { decide } from './engine/decide'
import type { FactValues } from './engine/facts'
import { rulesFor } from './engine/left-out'
import { reevaluate } from './reevaluate'
import { readRules } from './stored-rules'
import { anyConditions, anyPerson, testGroupIds } from './test-conditions'

const person = anyPerson.chain(({ values, groups }) =>
  fc.boolean().map((eligible) => ({ facts: values, groups, eligible })),
)

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

async function place(ctx: Context, name: string) {
  const id = newId('property')
  await db.insert(properties).values({
    organizationId: ctx.organizationId,
    id,
    name,
    nameKey: name,
    address: '',
    timeZone: 'UTC',
    createdAt: ctx.now,
  })
  const group = newId('accessGroup')
  await db.insert(accessGroups).values({
    organizationId: ctx.organizationId,
    id: group,
    propertyId: id,
    name,
    nameKey: name,
    createdAt: ctx.now,
  })
  return { propertyId: id, accessGroupId: group }
}

async function addRule(
  ctx: Context,
  where: { propertyId: string; accessGroupId: string },
  rule: { position: number; conditions: Conditions; roleId: string; mobileKey: boolean },
) {
  const id = newId('rule')
  await db.insert(rulesTable).values({
    ...rule,
    organizationId: ctx.organizationId,
    id,
    propertyId: where.propertyId,
    name: id,
    nameKey: id,
    enabled: true,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    updatedBy: 'Ana',
    version: 1,
  })
  await db
    .insert(ruleAccessGroups)
    .values({ organizationId: ctx.organizationId, ruleId: id, ...where })
  return id
}

async function leaveOut(
  ctx: Context,
  rule: { ruleId: string; propertyId: string },
  except: { employeeId: string; until: Date | null },
) {
  await db
    .insert(ruleExclusions)
    .values({ organizationId: ctx.organizationId, reason: 'Audit', ...rule, ...except })
}

async function addPerson(
  ctx: Context,
  one: { facts: FactValues; groups: string[]; eligible: boolean },
) {
  const id = newId('employee')
  await db.insert(employees).values({
    organizationId: ctx.organizationId,
    id,
    scimId: id,
    source: 'entra',
    userName: id,
    userNameKey: id,
    displayName: id,
    active: one.eligible,
    resource: {},
    facts: { ...one.facts },
    version: 1,
    createdAt: ctx.now,
    lastModifiedAt: ctx.now,
  })
  if (one.groups.length > 0) {
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
  return id
}

async function addGroups(ctx: Context) {
  await db.insert(directoryGroups).values(
    testGroupIds.map((id) => ({
      organizationId: ctx.organizationId,
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
}

describe('decisions in SQL', () => {
  it('are those of the engine in memory, for random rules and random people', async () => {
    const { ctx, roleIds } = await newTestOrganization(db)
    await addGroups(ctx)
    const people = fc.sample(person, { numRuns: 40, seed: 11 })
    const known = new Map<string, (typeof people)[number]>()
    for (const one of people) known.set(await addPerson(ctx, one), one)
    const ids = [...known.keys()]
    const [past, future] = [new Date(0), new Date(ctx.now.getTime() + 1)]
    const where = await place(ctx, 'HQ')
    await fc.assert(
      fc.asyncProperty(fc.array(anyConditions, { minLength: 1, maxLength: 4 }), async (list) => {
        await db.delete(rulesTable).where(eq(rulesTable.organizationId, ctx.organizationId))
        for (const [position, one] of list.entries()) {
          const parsed = conditionsSchema.safeParse(one).data
          // What the editor refuses is never stored.
          fc.pre(parsed !== undefined)
          const ruleId = await addRule(ctx, where, {
            position,
            conditions: parsed ?? one,
            roleId: position % 2 ? roleIds.user : roleIds.admin,
            mobileKey: position % 2 === 1,
          })
          for (const [index, employeeId] of ids.entries()) {
            if (index % 5 !== position) continue
            const until = [null, future, past][index % 3] ?? null
            await leaveOut(ctx, { ruleId, propertyId: where.propertyId }, { employeeId, until })
          }
        }
        const rules = await readRules(ctx)
        const clock = { now: ctx.now, timeZone: 'UTC' }
        const { changes } = await reevaluate(ctx, { kind: 'everyone' })
        const inSql = new Map(changes.map((change) => [change.employeeId, change.after]))
        for (const [id, one] of known) {
          const facts = { values: one.facts, groups: one.groups, unknownGroups: [] }
          const counting = rulesFor(rules, { employeeId: id, now: ctx.now })
          const inMemory = one.eligible ? decide(counting, facts, clock) : undefined
          expect(inSql.get(id), JSON.stringify({ one, list })).toEqual(inMemory)
        }
      }),
      { numRuns: 150 },
    )
  }, 180_000)

  it('name only what differs from what is stored', async () => {
    const { ctx, roleIds } = await newTestOrganization(db)
    const where = await place(ctx, 'HQ')
    const everyone = conditionsSchema.parse({
      match: 'all',
      conditions: [{ kind: 'condition', operand: 'active', operator: 'isYes', values: [] }],
    })
    await addRule(ctx, where, {
      position: 1,
      conditions: everyone,
      roleId: roleIds.user,
      mobileKey: true,
    })
    const id = await addPerson(ctx, { facts: { active: ['true'] }, groups: [], eligible: true })
    const [change] = (await reevaluate(ctx, { kind: 'everyone' })).changes
    expect(change).toMatchObject({ employeeId: id, before: null, after: { mobileKey: true } })
    if (!change?.after) throw new Error('nothing was decided')
    await db.insert(decisions).values({
      ...change.after,
      organizationId: ctx.organizationId,
      employeeId: id,
      propertyId: where.propertyId,
      decidedAt: ctx.now,
    })
    expect((await reevaluate(ctx, { kind: 'everyone' })).changes).toEqual([])
  })

  it('can be computed for rules that are not stored, and nothing is stored by it', async () => {
    const { ctx, roleIds } = await newTestOrganization(db)
    const where = await place(ctx, 'HQ')
    const asks = (value: string) =>
      conditionsSchema.parse({
        match: 'all',
        conditions: [{ kind: 'condition', operand: 'department', operator: 'is', values: [value] }],
      })
    const rule = { position: 1, roleId: roleIds.user, mobileKey: true }
    await addRule(ctx, where, { ...rule, conditions: asks('eng') })
    const facts = { department: ['design'] }
    const id = await addPerson(ctx, { facts, groups: [], eligible: true })
    const draft = (await readRules(ctx)).map((one) => ({ ...one, conditions: asks('Design') }))

    const preview = await reevaluate(ctx, { kind: 'everyone' }, { given: draft })

    expect(preview.changes).toMatchObject([{ employeeId: id, before: null, after: {} }])
    expect((await reevaluate(ctx, { kind: 'everyone' })).changes).toEqual([])
    expect(await db.$count(decisions, eq(decisions.employeeId, id))).toBe(0)
  })

  it('leave a property without rules as it is, but end everything for people who left', async () => {
    const { ctx, roleIds } = await newTestOrganization(db)
    const where = await place(ctx, 'Austin')
    const stays = await addPerson(ctx, { facts: {}, groups: [], eligible: true })
    const left = await addPerson(ctx, { facts: {}, groups: [], eligible: false })
    for (const employeeId of [stays, left]) {
      await db.insert(decisions).values({
        organizationId: ctx.organizationId,
        employeeId,
        propertyId: where.propertyId,
        ruleIds: ['gone'],
        accessGroupIds: [where.accessGroupId],
        roleId: roleIds.user,
        mobileKey: false,
        decidedAt: ctx.now,
      })
    }
    const { changes, ineligible } = await reevaluate(ctx, { kind: 'everyone' })
    expect(changes.map((change) => [change.employeeId, change.after])).toEqual([[left, null]])
    expect(ineligible).toEqual([left])
  })

  it('end everything for a leaver though a stored rule cannot be read', async () => {
    const { ctx, roleIds } = await newTestOrganization(db)
    const where = await place(ctx, 'HQ')
    const asks = (operand: string): Conditions => ({
      match: 'all',
      conditions: [{ kind: 'condition', operand, operator: 'isNotEmpty', values: [] }],
    })
    const rule = { roleId: roleIds.user, mobileKey: false }
    await addRule(ctx, where, { ...rule, position: 1, conditions: asks('shoe') })
    await addRule(ctx, where, { ...rule, position: 2, conditions: asks('department') })
    const facts = { department: ['eng'] }
    const stays = await addPerson(ctx, { facts, groups: [], eligible: true })
    const left = await addPerson(ctx, { facts, groups: [], eligible: false })
    const { changes, ineligible, rules } = await reevaluate(ctx, { kind: 'everyone' })
    expect(ineligible).toEqual([left])
    expect(changes).toMatchObject([{ employeeId: stays, after: { ruleIds: [rules[1]?.id] } }])
  })

  it('see no person and no rule of another organisation', async () => {
    const { ctx, roleIds } = await newTestOrganization(db)
    const { ctx: stranger } = await newTestOrganization(db)
    const where = await place(ctx, 'HQ')
    const everyone = conditionsSchema.parse({
      match: 'all',
      conditions: [{ kind: 'condition', operand: 'active', operator: 'isYes', values: [] }],
    })
    await addRule(ctx, where, {
      position: 1,
      conditions: everyone,
      roleId: roleIds.user,
      mobileKey: true,
    })
    const id = await addPerson(stranger, {
      facts: { active: ['true'] },
      groups: [],
      eligible: true,
    })
    expect((await reevaluate(ctx, { kind: 'employees', ids: [id] })).changes).toEqual([])
    expect((await reevaluate(stranger, { kind: 'everyone' })).changes).toEqual([])
  })
})
