import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { activity, memberships, type RoleKey, rules, users } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestProperty } from '@/db/testing/people'
import { RULES_PER_PROPERTY_MAX, type RuleInput, ruleSchema } from '@/lib/rules/schemas'
import { readRules } from '@/lib/rules/stored-rules'
import { applyRule, removeRule, reorderRule } from './test-save-rules'

let db: Db
let close: () => Promise<void>
let house: Awaited<ReturnType<typeof openHouse>>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
beforeEach(async () => {
  house = await openHouse()
})
afterAll(() => close())

async function openHouse() {
  const { ctx, roleIds } = await newTestOrganization(db)
  const hq = await newTestProperty(ctx, 'HQ Denver')
  const austin = await newTestProperty(ctx, 'Austin')
  const doors = await newTestAccessGroup(ctx, { propertyId: hq, name: 'Employees' })
  const system: Context = { ...ctx, actor: { kind: 'system', name: 'Test' } }
  return { ctx: system, roleIds, hq, austin, doors }
}

function draft(changes: Partial<RuleInput> = {}): RuleInput {
  return {
    propertyId: house.hq,
    name: 'Employees',
    conditions: {
      match: 'all',
      conditions: [{ kind: 'condition', operand: 'department', operator: 'is', values: ['Eng'] }],
    },
    accessGroupIds: [house.doors],
    roleId: house.roleIds.user,
    mobileKey: true,
    ...changes,
  }
}

/** Returns the rule's id. */
async function save(input: RuleInput, ctx = house.ctx): Promise<string> {
  await applyRule(ctx, input)
  const stored = await readRules(ctx, { propertyId: input.propertyId })
  return stored.find((rule) => rule.name === input.name)?.id ?? ''
}

const namesInOrder = async () => (await readRules(house.ctx)).map((rule) => rule.name)

/** What was applied; a version's number tells the order, entries of one moment have none. */
async function log() {
  const rows = await db
    .select({ kind: activity.kind, data: activity.data })
    .from(activity)
    .where(eq(activity.organizationId, house.ctx.organizationId))
    .orderBy(asc(activity.id))
  return rows.filter((row) => row.kind === 'rule.applied').map((row) => row.data)
}

/** Acts as an administrator who holds this role. */
async function as(role: RoleKey): Promise<Context> {
  const userId = `usr_${role}_${house.ctx.organizationId}`
  await db.insert(users).values({ id: userId, email: `${userId}@contoso.example` })
  await db.insert(memberships).values({
    organizationId: house.ctx.organizationId,
    userId,
    roleId: house.roleIds[role],
    createdAt: house.ctx.now,
  })
  return { ...house.ctx, actor: { kind: 'admin', userId, name: 'Ben' } }
}

describe('saving a rule', () => {
  it('puts a new rule last, and keeps what it says', async () => {
    await save(draft())
    await save(draft({ name: 'Contractors', mobileKey: false }))
    expect(await readRules(house.ctx)).toMatchObject([
      {
        name: 'Employees',
        version: 1,
        accessGroupNames: ['Employees'],
        outcome: { mobileKey: true },
      },
      { name: 'Contractors', version: 1, outcome: { mobileKey: false }, updatedBy: 'Test' },
    ])
  })

  it('changes a rule in its place and counts the version', async () => {
    const ruleId = await save(draft())
    await save(draft({ name: 'Contractors' }))
    await save(draft({ ruleId, version: 1, name: 'Staff' }))
    expect(await readRules(house.ctx)).toMatchObject([
      { id: ruleId, name: 'Staff', version: 2 },
      { name: 'Contractors', version: 1 },
    ])
  })

  it('refuses a name that the property has already, in any spelling, and says so', async () => {
    await save(draft())
    await expect(save(draft({ name: 'EMPLOYEES' }))).rejects.toMatchObject({
      code: 'conflict',
      field: 'name',
      message: 'HQ Denver already has a rule called EMPLOYEES.',
    })
    expect(await namesInOrder()).toEqual(['Employees'])
  })

  it('lets another property have a rule of the same name', async () => {
    const lobby = await newTestAccessGroup(house.ctx, { propertyId: house.austin, name: 'Lobby' })
    await save(draft())
    await save(draft({ propertyId: house.austin, accessGroupIds: [lobby] }))
    expect(await namesInOrder()).toEqual(['Employees', 'Employees'])
  })

  it('never overwrites what somebody else changed meanwhile', async () => {
    const ruleId = await save(draft())
    await save(draft({ ruleId, version: 1, name: 'Theirs' }))
    await expect(save(draft({ ruleId, version: 1, name: 'Mine' }))).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await namesInOrder()).toEqual(['Theirs'])
  })

  it('refuses an access group of another property', async () => {
    const lobby = await newTestAccessGroup(house.ctx, { propertyId: house.austin, name: 'Lobby' })
    await expect(save(draft({ accessGroupIds: [house.doors, lobby] }))).rejects.toMatchObject({
      code: 'not_found',
      field: 'accessGroupIds',
    })
  })

  it('refuses a role that does not exist', async () => {
    await expect(save(draft({ roleId: 'rol_gone' }))).rejects.toMatchObject({ field: 'roleId' })
  })

  it('lets nobody give a role above their own', async () => {
    const admin = await as('admin')
    await save(draft(), admin)
    const given = draft({ name: 'Chiefs', roleId: house.roleIds.global_admin })
    await expect(save(given, admin)).rejects.toMatchObject({ code: 'not_allowed', field: 'roleId' })
    await save(given, await as('global_admin'))
    expect(await namesInOrder()).toEqual(['Employees', 'Chiefs'])
  })

  it('stops at the number of rules that a property may have', async () => {
    const id = await save(draft())
    const [row] = await db.select().from(rules).where(eq(rules.id, id))
    if (!row) throw new Error('The rule was not stored.')
    const more = Array.from({ length: RULES_PER_PROPERTY_MAX - 1 }, (_, index) => ({
      ...row,
      id: `${id}_${index}`,
      name: `Rule ${index}`,
      nameKey: `rule ${index}`,
    }))
    await db.insert(rules).values(more)
    await expect(save(draft({ name: 'One more' }))).rejects.toMatchObject({ code: 'conflict' })
    await save(draft({ ruleId: id, name: 'Changed' }))
  })

  it('is told in the activity log, and leaves nothing there when it fails', async () => {
    const ruleId = await save(draft())
    await save(draft({ ruleId, name: 'Staff' }))
    await save(draft({ name: 'staff' })).catch(() => undefined)
    const told = { property: 'HQ Denver', gained: 0, lost: 0 }
    expect(await log()).toEqual(
      expect.arrayContaining([
        {
          ...told,
          version: 1,
          difference: [
            'Employees was added: if Department is Eng, then Employees, the role User and a mobile key.',
          ],
        },
        { ...told, version: 2, difference: ['Employees is now called Staff.'] },
      ]),
    )
    expect(await log()).toHaveLength(2)
  })
})

describe('the order of rules', () => {
  const move = (ruleId: string, direction: 'up' | 'down', ctx = house.ctx) =>
    reorderRule(ctx, { ruleId, direction })

  it('changes by one place at a time, and the ends stay the ends', async () => {
    const a = await save(draft({ name: 'A' }))
    await save(draft({ name: 'B' }))
    const c = await save(draft({ name: 'C' }))
    await move(c, 'up')
    expect(await namesInOrder()).toEqual(['A', 'C', 'B'])
    await move(a, 'up')
    expect(await namesInOrder()).toEqual(['A', 'C', 'B'])
    await move(a, 'down')
    expect(await namesInOrder()).toEqual(['C', 'A', 'B'])
  })

  it('closes over a rule that is deleted', async () => {
    const a = await save(draft({ name: 'A' }))
    const b = await save(draft({ name: 'B' }))
    await save(draft({ name: 'C' }))
    await removeRule(house.ctx, { ruleId: b })
    await move(a, 'down')
    expect(await namesInOrder()).toEqual(['C', 'A'])
    const differences = (await log()).flatMap((entry) => entry.difference)
    expect(differences).toContain('B was deleted.')
    expect(differences).toContain('The order is now C, A.')
  })
})

describe('another organisation', () => {
  it('can neither read, change, move nor delete a rule, nor use what a rule needs', async () => {
    const ruleId = await save(draft())
    const { ctx, roleIds } = await newTestOrganization(db)
    const stranger: Context = { ...ctx, actor: { kind: 'system', name: 'Stranger' } }
    const property = await newTestProperty(stranger, 'HQ Denver')
    const doors = await newTestAccessGroup(stranger, { propertyId: property, name: 'Employees' })
    const own = { propertyId: property, accessGroupIds: [doors], roleId: roleIds.user }
    const refused = { code: 'not_found' }

    expect(await readRules(stranger)).toEqual([])
    await expect(save(draft({ ruleId }), stranger)).rejects.toMatchObject(refused)
    await expect(save(draft({ ...own, ruleId }), stranger)).rejects.toMatchObject(refused)
    await expect(
      save(draft({ ...own, accessGroupIds: [house.doors] }), stranger),
    ).rejects.toMatchObject(refused)
    await expect(
      save(draft({ ...own, roleId: house.roleIds.user }), stranger),
    ).rejects.toMatchObject(refused)
    await expect(removeRule(stranger, { ruleId })).rejects.toMatchObject(refused)
    await expect(reorderRule(stranger, { ruleId, direction: 'up' })).rejects.toMatchObject(refused)
    expect(await readRules(house.ctx)).toMatchObject([{ id: ruleId, version: 1 }])
  })
})

describe('the form of a rule', () => {
  const problemOf = (changes: Partial<RuleInput>) =>
    ruleSchema.safeParse(draft(changes)).error?.issues[0]?.message

  it.each([
    ['Give the rule a name.', { name: ' \u00a0 ' }],
    ['A name has at most 60 characters.', { name: 'x'.repeat(61) }],
    ['This name holds a character that cannot be stored.', { name: 'a\0b' }],
    ['Choose an access group.', { accessGroupIds: [] }],
    ['Choose a role.', { roleId: '' }],
  ])('says %s', (message, changes) => {
    expect(problemOf(changes)).toBe(message)
  })

  it('trims a name and makes its spaces one', () => {
    expect(ruleSchema.parse(draft({ name: '  IT \n Admin ' })).name).toBe('IT Admin')
  })
})
