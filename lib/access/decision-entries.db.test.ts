import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity, employees, memberships, users } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestGrant } from '@/db/testing/people'
import { newId } from '@/lib/kernel/ids'
import type { RuleChange, RuleInput } from '@/lib/rules/schemas'
import { readRules } from '@/lib/rules/stored-rules'
import { applyChange } from './apply-change'
import { giveCard } from './card-deeds/give-card'
import { holdEmployee } from './hold'
import { changePerson, decide, newPerson, openTestHouse, type TestHouse } from './test-house'
import { departmentRule } from './test-save-rules'

let db: Db
let close: () => Promise<void>
let house: TestHouse
let lab: string
let dock: string
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
  house.ctx = { ...house.ctx, actor: { kind: 'system', name: 'Test' } }
  lab = await newTestAccessGroup(house.ctx, { propertyId: house.hq, name: 'Lab' })
  dock = await newTestAccessGroup(house.ctx, { propertyId: house.hq, name: 'Dock' })
})

const ruleOf = (department: string, more: Partial<RuleInput> = {}) =>
  departmentRule(house, department, { accessGroupIds: [lab, dock], ...more })
const apply = (change: RuleChange, more = {}) =>
  applyChange(house.ctx, { propertyId: house.hq, change, ...more })
const save = (rule: RuleInput, more = {}) =>
  applyChange(house.ctx, { propertyId: rule.propertyId, change: { kind: 'rule', rule }, ...more })
const idOf = async (name: string) =>
  (await readRules(house.ctx)).find((rule) => rule.name === name)?.id ?? ''

/** What the log says of the work, in its order. */
async function logOf(work: () => Promise<unknown>) {
  const entries = () =>
    db
      .select()
      .from(activity)
      .where(eq(activity.organizationId, house.ctx.organizationId))
      .orderBy(asc(activity.id))
  const before = new Set((await entries()).map((entry) => entry.id))
  await work()
  return (await entries())
    .filter((entry) => !before.has(entry.id))
    .map(({ kind, subjectId, propertyId, data }) => ({ kind, subjectId, propertyId, data }))
}

/** An entry of the log about somebody at HQ. */
const changedAtHq = (subjectId: string, name: string, changes: object) => ({
  kind: 'access.changed',
  subjectId,
  propertyId: house.hq,
  data: { name, property: 'HQ Denver', ...changes },
})

const given = (...groups: string[]) =>
  groups.map((accessGroup) => ({ accessGroup, rules: ['Eng'] }))
const role = { before: null, after: 'User' }
const noRole = { before: 'User', after: null }
const left = 'All access ended.'

describe('an apply', () => {
  it('of a rule with two access groups, a role and a key writes one entry for each person and no more', async () => {
    const names = ['Ann', 'Ben', 'Eve']
    const ids: string[] = []
    for (const name of names) ids.push(await newPerson(house, { name, department: 'Eng' }))

    const log = await logOf(() => save(ruleOf('Eng')))

    const gains = { given: given('Dock', 'Lab'), key: { what: 'issued' }, role }
    expect(log.filter((entry) => entry.kind !== 'rule.applied')).toEqual(
      names.map((name, index) => changedAtHq(ids[index] ?? '', name, gains)),
    )
    expect(log).toHaveLength(names.length + 1)
  })

  it('that takes it all away again does so too', async () => {
    const ann = await newPerson(house, { name: 'Ann', department: 'Eng' })
    const ben = await newPerson(house, { name: 'Ben', department: 'Eng' })
    await save(ruleOf('Eng'))
    await save(ruleOf('Nobody', { accessGroupIds: [lab] }))
    const ruleId = await idOf('Eng')

    const log = await logOf(() => apply({ kind: 'switch', ruleId, enabled: false }))

    const losses = {
      taken: ['Dock', 'Lab'],
      key: { what: 'revoked', cause: 'No rule gives access any more.' },
      role: noRole,
    }
    expect(log.filter((entry) => entry.kind !== 'rule.applied')).toEqual([
      changedAtHq(ann, 'Ann', losses),
      changedAtHq(ben, 'Ben', losses),
    ])
    expect(log).toHaveLength(3)
  })

  it('tells of nothing but what is different: a role, a key, or nothing where only the rule is another', async () => {
    const ann = await newPerson(house, { name: 'Ann', department: 'Eng' })
    await save(ruleOf('Eng'))
    const ruleId = await idOf('Eng')
    const changes = async (work: () => Promise<unknown>) =>
      (await logOf(work)).filter((entry) => entry.subjectId === ann)
    const roleId = house.roleIds.front_desk

    expect(await changes(() => save(ruleOf('Eng', { ruleId, roleId })))).toEqual([
      changedAtHq(ann, 'Ann', { role: { before: 'User', after: 'Front Desk' } }),
    ])
    const keys = { stopped: 'revoke', started: 'newcomers' } as const
    expect(
      await changes(() => save(ruleOf('Eng', { ruleId, roleId, mobileKey: false }), { keys })),
    ).toEqual([
      changedAtHq(ann, 'Ann', {
        key: { what: 'revoked', cause: 'The rules give no mobile key any more.' },
      }),
    ])
    expect(
      await changes(() =>
        save(ruleOf('Eng', { ruleId: undefined, name: 'Twin', roleId, mobileKey: false })),
      ),
    ).toEqual([])
  })

  it('says of each access group by which rules it is given', async () => {
    const ann = await newPerson(house, { name: 'Ann', department: 'Eng' })
    await save(ruleOf('Nobody'))
    await save(ruleOf('Eng', { accessGroupIds: [lab] }))
    await apply({ kind: 'switch', ruleId: await idOf('Eng'), enabled: false })
    await save(ruleOf('Eng', { name: 'More', accessGroupIds: [dock, lab] }))
    await changePerson(house.ctx, ann, { facts: { department: ['none'] } })
    await apply({ kind: 'switch', ruleId: await idOf('Eng'), enabled: true })

    const [entry] = await logOf(() =>
      changePerson(house.ctx, ann, { facts: { department: ['eng'] } }),
    )
    expect(entry?.data.given).toEqual([
      { accessGroup: 'Dock', rules: ['More'] },
      { accessGroup: 'Lab', rules: ['Eng', 'More'] },
    ])
  })
})

describe('a leaver', () => {
  it('with keys and cards at two properties has one entry for each, and what else happened beside them', async () => {
    const { ctx, austin, hq } = house
    const roof = await newTestAccessGroup(ctx, { propertyId: austin, name: 'Roof' })
    const maya = await newPerson(house, { name: 'Maya', department: 'Eng' })
    await save(ruleOf('Eng'))
    await save(ruleOf('Eng', { propertyId: austin, accessGroupIds: [roof] }))
    // By hand and by the rule: she may use it no more, which is told once.
    const byHand = { employeeId: maya, accessGroupId: lab, propertyId: hq, source: 'hand' } as const
    await newTestGrant(ctx, byHand)
    for (const number of ['0012-1111', '0012-2222']) {
      await giveCard(ctx, { employeeId: maya, propertyId: hq, number })
    }
    await giveCard(ctx, { employeeId: maya, propertyId: austin, number: '0012-3333' })
    await newAdministrator('Maya@contoso.example')

    const log = await logOf(() => changePerson(ctx, maya, { active: false }))

    const key = { what: 'revoked', cause: left }
    const ended = (card: string) => ({ card, what: 'ended', cause: left })
    expect(log).toEqual([
      {
        ...changedAtHq(maya, 'Maya', {}),
        propertyId: austin,
        data: {
          name: 'Maya',
          property: 'Austin',
          taken: ['Roof'],
          key,
          cards: [ended('3333')],
          role: noRole,
        },
      },
      changedAtHq(maya, 'Maya', {
        taken: ['Dock', 'Lab'],
        key,
        cards: [ended('1111'), ended('2222')],
        role: noRole,
      }),
      expect.objectContaining({ kind: 'employee.signed_out', subjectId: maya, propertyId: null }),
    ])
  })

  it('tells of the request first', async () => {
    await save(ruleOf('Eng'))
    const maya = await newPerson(house, { name: 'Maya', department: 'Eng' })
    const hasLeft = eq(employees.id, maya)
    await db.update(employees).set({ active: false }).where(hasLeft)

    const entry = { kind: 'employee.deactivated', data: { name: 'Maya' } } as const
    const log = await logOf(() => decide(house.ctx, [maya], { entries: [entry] }))
    expect(log.map(({ kind }) => kind)).toEqual(['employee.deactivated', 'access.changed'])
  })
})

it('who is held has an entry that says what is suspended', async () => {
  const { ctx, hq } = house
  const maya = await newPerson(house, { name: 'Maya', department: 'Eng' })
  await save(ruleOf('Eng'))
  await giveCard(ctx, { employeeId: maya, propertyId: hq, number: '0012-1111' })

  const log = await logOf(() => holdEmployee(ctx, { employeeId: maya }))

  const cause = 'All access was taken away by hand.'
  expect(log.filter((entry) => entry.kind !== 'employee.held')).toEqual([
    changedAtHq(maya, 'Maya', {
      taken: ['Dock', 'Lab'],
      key: { what: 'suspended', cause },
      cards: [{ card: '1111', what: 'suspended', cause }],
      role: noRole,
    }),
  ])
})

async function newAdministrator(email: string) {
  const { ctx, roleIds } = house
  const userId = newId('user')
  await db.insert(users).values({ id: userId, name: 'Maya', email: email.toLowerCase() })
  await db.insert(memberships).values({
    organizationId: ctx.organizationId,
    userId,
    roleId: roleIds.admin,
    createdAt: ctx.now,
  })
}
