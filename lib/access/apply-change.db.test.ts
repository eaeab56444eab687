import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import {
  activity,
  decisions,
  grants,
  mobileKeys,
  outboxMessages,
  rules,
  ruleVersions,
} from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup } from '@/db/testing/people'
import { KEY_INVITATION, KEY_REVOKED } from '@/lib/invitations/topics'
import { planCopies } from '@/lib/rules/copy-plan'
import type { RuleChange, RuleInput } from '@/lib/rules/schemas'
import { readRules } from '@/lib/rules/stored-rules'
import { listVersions } from '@/lib/rules/versions'
import { applyChange } from './apply-change'
import { previewRules } from './preview/preview-rules'
import type { ApplyAnswer } from './schemas'
import { livingKeys, newPerson, openTestHouse, type TestHouse } from './test-house'
import { departmentRule } from './test-save-rules'

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
  house.ctx = { ...house.ctx, actor: { kind: 'system', name: 'Ana Ruiz' } }
  lab = await newTestAccessGroup(house.ctx, { propertyId: house.hq, name: 'Lab', doors: ['Lab'] })
})

const ruleOf = (department: string, more: Partial<RuleInput> = {}) =>
  departmentRule(house, department, { accessGroupIds: [lab], ...more })

const apply = (change: RuleChange) => applyChange(house.ctx, { propertyId: house.hq, change })
const save = (rule: RuleInput, more = {}) =>
  applyChange(house.ctx, { propertyId: rule.propertyId, change: { kind: 'rule', rule }, ...more })

const stored = async (name: string) => {
  const rule = (await readRules(house.ctx)).find((one) => one.name === name)
  if (!rule) throw new Error(`No rule is called ${name}.`)
  return rule
}

const own = <T extends { organizationId: unknown }>(table: T) =>
  eq(table.organizationId as typeof rules.organizationId, house.ctx.organizationId)
const invitations = () =>
  db.$count(outboxMessages, and(own(outboxMessages), eq(outboxMessages.topic, KEY_INVITATION)))
const entries = async (kind: string) =>
  db
    .select({ data: activity.data })
    .from(activity)
    .where(and(own(activity), eq(activity.kind, kind)))
    .orderBy(asc(activity.id))

async function people(department: string, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    ids.push(await newPerson(house, { name: `${department} ${n}`, department }))
  }
  return ids
}

describe('an applied change', () => {
  it('that takes access from somebody asks for a fresh sign-in first; one that only gives does not', async () => {
    await people('Eng', 2)
    const longAgo = { mayTake: false }
    const change = (rule: RuleInput) =>
      ({ propertyId: house.hq, change: { kind: 'rule', rule } }) as const
    expect(await applyChange(house.ctx, change(ruleOf('Eng')), longAgo)).toMatchObject({
      kind: 'applied',
      outcome: { given: 2 },
    })
    const { id, version } = await stored('Eng')
    const narrower = change({ ...ruleOf('Nobody'), ruleId: id, version })
    await expect(applyChange(house.ctx, narrower, longAgo)).rejects.toMatchObject({
      code: 'sign_in_again',
    })
    expect((await stored('Eng')).version).toBe(version)
    expect(await applyChange(house.ctx, narrower)).toMatchObject({ outcome: { taken: 2 } })
  })

  it('is one numbered version, one entry with the difference, and one for each person', async () => {
    await people('Eng', 2)

    const answer = await save(ruleOf('Eng'))

    expect(answer).toMatchObject({ kind: 'applied', version: 1, outcome: { given: 2 } })
    expect(await entries('rule.applied')).toEqual([
      {
        data: {
          property: 'HQ Denver',
          version: 1,
          difference: [
            'Eng was added: if Department is Eng, then Lab, the role User and a mobile key.',
          ],
          gained: 2,
          lost: 0,
        },
      },
    ])
    expect(await entries('access.changed')).toHaveLength(2)
    expect(await listVersions(house.ctx, { propertyId: house.hq })).toMatchObject([
      { number: 1, by: 'Ana Ruiz', gained: 2, lost: 0, current: true },
    ])
  })

  it('does what its preview said, for each kind of change', async () => {
    await people('Eng', 3)
    await people('IT', 2)
    await save(ruleOf('Eng', { roleId: house.roleIds.front_desk }))
    await save(ruleOf('IT', { mobileKey: false }))
    const eng = await stored('Eng')
    const it = await stored('IT')
    const changes: RuleChange[] = [
      { kind: 'rule', rule: ruleOf('IT', { ruleId: it.id, mobileKey: true }) },
      { kind: 'order', ruleIds: [it.id, eng.id] },
      { kind: 'switch', ruleId: eng.id, enabled: false },
      { kind: 'switch', ruleId: eng.id, enabled: true },
      { kind: 'delete', ruleId: it.id },
      { kind: 'restore', version: 2 },
    ]
    for (const change of changes) {
      const { effect } = await previewRules(house.ctx, { propertyId: house.hq, change })
      const mailsBefore = await invitations()
      const answer = await apply(change)
      if (answer.kind !== 'applied') throw new Error(`${change.kind} was not applied.`)
      const gains = effect.people.reduce((sum, one) => sum + one.gains.length, 0)
      const losses = effect.people.reduce((sum, one) => sum + one.loses.length, 0)
      expect({ change: change.kind, ...answer.outcome }).toEqual({
        change: change.kind,
        given: gains,
        taken: losses,
        keysIssued: effect.keysIssued,
        keysRevoked: effect.keysRevoked,
      })
      const after = await previewRules(house.ctx, {
        propertyId: house.hq,
        change: { kind: 'restore', version: answer.version },
      })
      expect(after.effect.peopleCount).toBe(0)
      expect(await invitations()).toBeGreaterThanOrEqual(mailsBefore)
    }
    expect(await listVersions(house.ctx, { propertyId: house.hq })).toHaveLength(8)
  })

  it('e-mails a key only to people who never had one there', async () => {
    const [old] = await people('Eng', 1)
    await save(ruleOf('Eng'))
    const { id } = await stored('Eng')
    await save(ruleOf('Nobody'))
    await apply({ kind: 'switch', ruleId: id, enabled: false })
    await db.update(outboxMessages).set({ doneAt: house.ctx.now }).where(own(outboxMessages))
    const young = await newPerson(house, { name: 'Young', department: 'Eng' })
    const mailed = await invitations()

    const change = { kind: 'switch', ruleId: id, enabled: true } as const
    const { effect } = await previewRules(house.ctx, { propertyId: house.hq, change })
    await apply(change)

    expect(effect).toMatchObject({ keysIssued: 2, emails: 1 })
    expect(await livingKeys(house.ctx, old ?? '')).toHaveLength(1)
    expect(await livingKeys(house.ctx, young)).toHaveLength(1)
    expect((await invitations()) - mailed).toBe(1)
  })

  it('stops new keys but ends none when a rule’s answer becomes No, unless that was chosen', async () => {
    const [ann] = await people('Eng', 1)
    await save(ruleOf('Eng'))
    const { id: ruleId } = await stored('Eng')
    const no = ruleOf('Eng', { ruleId, mobileKey: false })

    await save(no)
    expect(await livingKeys(house.ctx, ann ?? '')).toHaveLength(1)

    await save({ ...no, mobileKey: true })
    const keys = { stopped: 'revoke', started: 'newcomers' } as const
    expect(await save(no, { keys })).toMatchObject({ outcome: { keysRevoked: 1, taken: 0 } })
    expect(await livingKeys(house.ctx, ann ?? '')).toEqual([])
    const told = and(own(outboxMessages), eq(outboxMessages.topic, KEY_REVOKED))
    expect(await db.$count(outboxMessages, told)).toBe(1)
  })

  it('sends keys to people who match today only when that was chosen', async () => {
    const [ann] = await people('Eng', 1)
    await save(ruleOf('Eng', { mobileKey: false }))
    const { id: ruleId } = await stored('Eng')
    const yes = ruleOf('Eng', { ruleId, mobileKey: true })

    expect(await save(yes)).toMatchObject({ outcome: { keysIssued: 0 } })
    expect(await invitations()).toBe(0)

    await save({ ...yes, mobileKey: false })
    const keys = { stopped: 'keep', started: 'everyone' } as const
    expect(await save(yes, { keys })).toMatchObject({ outcome: { keysIssued: 1 } })
    expect(await livingKeys(house.ctx, ann ?? '')).toHaveLength(1)
    expect(await invitations()).toBe(1)
  })
})

describe('an apply that fails', () => {
  it('leaves rules, versions, decisions and the log as they were', async () => {
    await people('Eng', 1)
    await save(ruleOf('Eng'))
    const tables = [rules, ruleVersions, decisions, grants, mobileKeys, activity, outboxMessages]
    const counts = async () => {
      const all: number[] = []
      for (const table of tables) all.push(await db.$count(table, own(table)))
      return all
    }
    const before = await counts()
    const gone = { employeeId: 'emp_gone', reason: 'Audit', until: null }

    await expect(save(ruleOf('IT', { leftOut: [gone] }))).rejects.toMatchObject({
      code: 'not_found',
      field: 'leftOut',
    })

    expect(await counts()).toEqual(before)
  })
})

describe('a restored version', () => {
  it('brings back deleted rules under their ids, in their order, for today’s people', async () => {
    await save(ruleOf('Eng'))
    await save(ruleOf('IT', { name: 'Computers' }))
    const { id } = await stored('Eng')
    await apply({ kind: 'delete', ruleId: id })
    await people('Eng', 1)

    const answer = await apply({ kind: 'restore', version: 2 })

    expect(answer).toMatchObject({ kind: 'applied', version: 4, outcome: { given: 1 } })
    expect(await readRules(house.ctx)).toMatchObject([{ id, name: 'Eng' }, { name: 'Computers' }])
  })

  it('can swap the names of two rules', async () => {
    await save(ruleOf('Eng'))
    await save(ruleOf('IT'))
    const [eng, it] = [await stored('Eng'), await stored('IT')]
    await save(ruleOf('IT', { ruleId: it.id, name: 'Other' }))
    await save(ruleOf('Eng', { ruleId: eng.id, name: 'IT' }))
    await save(ruleOf('IT', { ruleId: it.id, name: 'Eng' }))

    await apply({ kind: 'restore', version: 2 })

    expect((await readRules(house.ctx)).map((rule) => [rule.id, rule.name])).toEqual([
      [eng.id, 'Eng'],
      [it.id, 'IT'],
    ])
  })
})

describe('copied rules', () => {
  it('find access groups by name, replace a rule of their name, and have the rest made with its doors', async () => {
    const { ctx, hq, austin } = house
    const vault = await newTestAccessGroup(ctx, { propertyId: hq, name: 'Vault', doors: ['Vault'] })
    const theirLab = await newTestAccessGroup(ctx, {
      propertyId: austin,
      name: 'LAB',
      doors: ['Vault'],
    })
    await save(ruleOf('Eng', { accessGroupIds: [lab, vault] }))
    await save(ruleOf('Eng', { propertyId: austin, accessGroupIds: [theirLab], mobileKey: false }))
    const ruleIds = [(await readRules(ctx, { propertyId: hq }))[0]?.id ?? '']
    const copy = (groups: Extract<RuleChange, { kind: 'copy' }>['groups']) =>
      applyChange(ctx, { propertyId: austin, change: { kind: 'copy', ruleIds, groups } })

    const asked = { fromPropertyId: hq, ruleIds, propertyIds: [austin] }
    // A new one would have the doors of the same names, possibly none.
    expect((await planCopies(ctx, asked))[0]?.groups).toMatchObject([
      { name: 'Lab', matched: { name: 'LAB' }, doorsIfMade: 0 },
      { name: 'Vault', matched: null, doorsIfMade: 1 },
    ])
    await expect(copy([])).rejects.toMatchObject({ code: 'invalid', field: 'groups' })
    const answer = await copy([{ fromId: vault, to: { kind: 'new' } }])

    expect(answer).toMatchObject({ kind: 'applied', version: 2 })
    const [rule, ...others] = await readRules(ctx, { propertyId: austin })
    expect(others).toEqual([])
    expect(rule).toMatchObject({
      name: 'Eng',
      accessGroupNames: ['LAB', 'Vault'],
      outcome: { mobileKey: true },
    })
    const made = rule?.outcome.accessGroupIds.find((id) => id !== theirLab)
    const doors = await db.query.accessGroupDoors.findMany({
      where: (link, { eq: is }) => is(link.accessGroupId, made ?? ''),
    })
    expect(doors).toHaveLength(1)
  })
})

describe('another organisation', () => {
  it('can apply, order, restore and copy nothing', async () => {
    await save(ruleOf('Eng'))
    const { id: ruleId } = await stored('Eng')
    const { ctx: stranger } = await newTestOrganization(db)
    const theirs = await openTestHouse(db)
    const refused: Promise<ApplyAnswer>[] = (
      [
        { kind: 'delete', ruleId },
        { kind: 'order', ruleIds: [ruleId] },
        { kind: 'restore', version: 1 },
        { kind: 'drafts' },
      ] satisfies RuleChange[]
    ).map((change) => applyChange(stranger, { propertyId: house.hq, change }))
    refused.push(
      applyChange(theirs.ctx, {
        propertyId: theirs.hq,
        change: { kind: 'copy', ruleIds: [ruleId], groups: [] },
      }),
    )
    for (const one of refused) await expect(one).rejects.toMatchObject({ code: 'not_found' })
    await expect(listVersions(stranger, { propertyId: house.hq })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await readRules(house.ctx)).toHaveLength(1)
  })
})
