import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { directoryGroups } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestProperty, newTestRule } from '@/db/testing/people'
import { compareProperties } from './compare-rules'
import { planCopies } from './copy-plan'
import { discardDraft, duplicateRule, listDrafts, saveDraft } from './drafts'
import { planChange } from './plan-change'
import { type DraftInput, draftSchema } from './schemas'
import { startFrom } from './starters'
import { readRules } from './stored-rules'

let db: Db
let close: () => Promise<void>
let ctx: Context
let hq: string
let austin: string
let roleId: string
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  const made = await newTestOrganization(db)
  ctx = made.ctx
  roleId = made.roleIds.user
  hq = await newTestProperty(ctx, 'HQ')
  austin = await newTestProperty(ctx, 'Austin')
})

const draft = (more: Partial<DraftInput> = {}): DraftInput => ({
  propertyId: hq,
  name: 'Engineers',
  conditions: {
    match: 'all',
    conditions: [{ kind: 'condition', operand: 'department', operator: 'is', values: ['Eng'] }],
  },
  accessGroupIds: [],
  roleId,
  mobileKey: true,
  ...more,
})

describe('a draft', () => {
  it('lives beside its rule, which stays as it is', async () => {
    const ruleId = await newTestRule(ctx, { propertyId: hq, name: 'Staff', roleId })

    await saveDraft(ctx, draft({ ruleId }))

    expect(await readRules(ctx)).toMatchObject([{ name: 'Staff' }])
    expect(await listDrafts(ctx, { propertyId: hq })).toMatchObject([
      {
        ruleId,
        baseVersion: 1,
        outdated: false,
        revision: 1,
        content: { name: 'Engineers' },
        madeBy: 'Ana Ruiz',
      },
    ])
    const plan = await planChange(ctx, { propertyId: hq, change: { kind: 'drafts' } })
    expect(plan).toMatchObject({ after: [{ id: ruleId, name: 'Engineers' }], clashes: [] })
  })

  it('of a new rule has the id that the rule will have, and needs no access group yet', async () => {
    const answer = await saveDraft(ctx, draftSchema.parse(draft()))
    if (answer.kind !== 'saved') throw new Error('It was not saved.')
    const again = { ruleId: answer.ruleId, revision: answer.revision, name: 'Renamed' }

    expect(await saveDraft(ctx, draft(again))).toMatchObject({ kind: 'saved', revision: 2 })

    expect(await listDrafts(ctx, {})).toMatchObject([
      { ruleId: answer.ruleId, baseVersion: null, outdated: false, content: { name: 'Renamed' } },
    ])
  })

  it('of somebody else is shown, not written over', async () => {
    const ruleId = await newTestRule(ctx, { propertyId: hq, name: 'Staff', roleId })
    await saveDraft(ctx, draft({ ruleId, name: 'Theirs' }))
    const ben: Context = { ...ctx, actor: { kind: 'system', name: 'Ben' } }

    expect(await saveDraft(ben, draft({ ruleId, name: 'Mine' }))).toMatchObject({
      kind: 'clash',
      theirs: { name: 'Theirs', by: 'Ana Ruiz' },
    })
    expect(await saveDraft(ben, draft({ ruleId, name: 'Both', revision: 1 }))).toMatchObject({
      kind: 'saved',
    })
  })

  it('is outdated once the live rule was changed, and clashes when it is applied', async () => {
    const ruleId = await newTestRule(ctx, { propertyId: hq, name: 'Staff', roleId, version: 4 })
    await saveDraft(ctx, draft({ ruleId, version: 3 }))

    expect(await listDrafts(ctx, {})).toMatchObject([{ outdated: true, baseVersion: 3 }])
    const plan = await planChange(ctx, { propertyId: hq, change: { kind: 'drafts' } })
    expect(plan.clashes).toMatchObject([
      { ruleId, theirs: { version: 4 }, yours: { name: 'Engineers' } },
    ])
  })

  it('can be thrown away once', async () => {
    const { ruleId } = await saveDraft(ctx, draft())
    await discardDraft(ctx, { ruleId })
    expect(await listDrafts(ctx, {})).toEqual([])
    await expect(discardDraft(ctx, { ruleId })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is what duplicating a rule makes, under a name of its own', async () => {
    const name = 'x'.repeat(60)
    const ruleId = await newTestRule(ctx, { propertyId: hq, name, roleId })
    await duplicateRule(ctx, { ruleId })
    const [copy] = await listDrafts(ctx, {})
    expect(copy?.content.name).toBe(`${'x'.repeat(55)} copy`)
    expect(copy?.ruleId).not.toBe(ruleId)

    await duplicateRule(ctx, { ruleId })
    const names = (await listDrafts(ctx, {})).map((one) => one.content.name)
    expect(names).toContain(`${'x'.repeat(53)} copy 2`)
  })

  it('has no name that another rule or draft of the property has', async () => {
    const ruleId = await newTestRule(ctx, { propertyId: hq, name: 'Staff', roleId })
    await saveDraft(ctx, draft({ name: 'Guests' }))

    await expect(saveDraft(ctx, draft({ name: ' STAFF ' }))).rejects.toMatchObject({
      code: 'conflict',
      field: 'name',
      message: 'HQ already has a rule called Staff.',
    })
    await expect(saveDraft(ctx, draft({ name: 'guests' }))).rejects.toMatchObject({
      message: 'HQ already has a draft of a rule called Guests.',
    })
    expect(await saveDraft(ctx, draft({ ruleId, name: 'Staff' }))).toMatchObject({ kind: 'saved' })
    expect(await saveDraft(ctx, draft({ propertyId: austin, name: 'Staff' }))).toMatchObject({
      kind: 'saved',
    })
  })
})

describe('starters', () => {
  it('ask for the Entra group of their name where one has arrived, else for an attribute', async () => {
    const contractors = await newTestAccessGroup(ctx, { propertyId: hq, name: 'contractors' })
    await db.insert(directoryGroups).values({
      organizationId: ctx.organizationId,
      id: 'grp_all',
      displayName: 'All Employees',
      displayNameKey: 'all employees',
      resource: {},
      version: 1,
      createdAt: ctx.now,
      lastModifiedAt: ctx.now,
      membersKnownAt: ctx.now,
    })

    await startFrom(ctx, { propertyId: hq, starters: ['employees', 'contractors', 'everyone'] })

    const drafts = await listDrafts(ctx, { propertyId: hq })
    const asked = Object.fromEntries(
      drafts.map(({ content }) => [content.name, content.conditions.conditions[0]]),
    )
    expect(asked).toMatchObject({
      Employees: { operand: 'group', operator: 'memberOf', values: ['grp_all'] },
      Contractors: { operand: 'employeeType' },
      Everyone: { operand: 'active', operator: 'isYes' },
    })
    const given = drafts.find((one) => one.content.name === 'Contractors')?.content
    expect(given?.accessGroupIds).toEqual([contractors])
  })

  it('leave alone what is there already', async () => {
    await newTestRule(ctx, { propertyId: hq, name: 'Everyone', nameKey: 'everyone', roleId })
    await startFrom(ctx, { propertyId: hq, starters: ['itAdmin'] })
    expect(await startFrom(ctx, { propertyId: hq, starters: ['everyone', 'itAdmin'] })).toEqual({
      ruleIds: [],
    })
  })
})

describe('several properties', () => {
  it('are compared rule by rule, by name', async () => {
    await newTestRule(ctx, { propertyId: hq, name: 'Staff', roleId, mobileKey: true })
    await newTestRule(ctx, { propertyId: hq, name: 'Guests', roleId, position: 2 })
    await newTestRule(ctx, { propertyId: austin, name: 'STAFF', roleId, mobileKey: false })

    const { rows } = await compareProperties(ctx, { leftId: hq, rightId: austin })

    expect(rows).toMatchObject([
      { name: 'Staff', left: {}, right: {}, differences: ['Only one gives a mobile key.'] },
      {
        name: 'Guests',
        left: { words: 'Account enabled is yes' },
        right: null,
        differences: [],
      },
    ])
  })

  it('are told before a copy which groups they lack and which rules it replaces', async () => {
    const ruleId = await newTestRule(ctx, { propertyId: hq, name: 'Staff', roleId })
    await newTestRule(ctx, { propertyId: austin, name: 'staff', roleId })
    const plan = { fromPropertyId: hq, ruleIds: [ruleId], propertyIds: [austin] }
    expect(await planCopies(ctx, plan)).toEqual([
      { propertyId: austin, property: 'Austin', groups: [], replaces: ['staff'] },
    ])
  })
})

describe('another organisation', () => {
  it('can neither see, save, copy nor throw away a draft, nor compare', async () => {
    const ruleId = await newTestRule(ctx, { propertyId: hq, name: 'Staff', roleId })
    await saveDraft(ctx, draft({ ruleId }))
    const { ctx: stranger } = await newTestOrganization(db)
    const notFound = { code: 'not_found' }

    expect(await listDrafts(stranger, { propertyId: hq })).toEqual([])
    const tried = [
      saveDraft(stranger, draft({ ruleId, revision: 1 })),
      discardDraft(stranger, { ruleId }),
      duplicateRule(stranger, { ruleId }),
      startFrom(stranger, { propertyId: hq, starters: ['everyone'] }),
      compareProperties(stranger, { leftId: hq, rightId: austin }),
      planCopies(stranger, { fromPropertyId: hq, ruleIds: [ruleId], propertyIds: [austin] }),
    ]
    for (const one of tried) await expect(one).rejects.toMatchObject(notFound)
    expect(await listDrafts(ctx, {})).toMatchObject([{ revision: 1 }])
  })
})
