import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup } from '@/db/testing/people'
import { saveDraft } from '@/lib/rules/drafts'
import type { RuleChange, RuleInput } from '@/lib/rules/schemas'
import { readRules } from '@/lib/rules/stored-rules'
import { applyChange } from './apply-change'
import { previewRules } from './preview/preview-rules'
import { openTestHouse, type TestHouse } from './test-house'
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
const apply = (change: RuleChange, more: { previewed?: number } = {}) =>
  applyChange(house.ctx, { propertyId: house.hq, change, ...more })
const save = (rule: RuleInput, more: { previewed?: number } = {}) =>
  applyChange(house.ctx, {
    propertyId: rule.propertyId,
    change: { kind: 'rule', rule },
    ...more,
  })
const idOf = async (name: string) =>
  (await readRules(house.ctx)).find((rule) => rule.name === name)?.id ?? ''
const namesAtHq = async () =>
  (await readRules(house.ctx, { propertyId: house.hq })).map((rule) => rule.name)

describe('two administrators', () => {
  it('are shown both versions of a rule, and nothing is written over', async () => {
    await save(ruleOf('Eng'))
    const ruleId = await idOf('Eng')
    await save(ruleOf('Eng', { ruleId, version: 1, name: 'Theirs' }))

    const answer = await save(ruleOf('Eng', { ruleId, version: 1, name: 'Mine' }))

    expect(answer).toMatchObject({
      kind: 'clash',
      ruleId,
      theirs: { name: 'Theirs', version: 2, by: 'Ana Ruiz' },
      yours: { name: 'Mine' },
    })
    expect(await namesAtHq()).toEqual(['Theirs'])
  })

  it('are told when the rule was deleted, or the list was changed, meanwhile', async () => {
    await save(ruleOf('Eng'))
    const ruleId = await idOf('Eng')
    await save(ruleOf('IT'))
    await apply({ kind: 'delete', ruleId, version: 1 })

    expect(await save(ruleOf('Eng', { ruleId, version: 1 }))).toMatchObject({
      kind: 'clash',
      theirs: null,
    })
    await expect(
      apply({ kind: 'order', ruleIds: [ruleId, await idOf('IT')] }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('never write over each other after a preview, whatever the change', async () => {
    await save(ruleOf('Eng'))
    await save(ruleOf('IT'))
    const [eng, it] = [await idOf('Eng'), await idOf('IT')]
    await save(ruleOf('Eng', { propertyId: house.austin, accessGroupIds: [await austinGroup()] }))
    const [theirs] = await readRules(house.ctx, { propertyId: house.austin })
    await saveDraft(house.ctx, ruleOf('Draft'))
    const changes: RuleChange[] = [
      { kind: 'order', ruleIds: [it, eng] },
      { kind: 'switch', ruleId: eng, enabled: false },
      { kind: 'restore', version: 1 },
      { kind: 'copy', ruleIds: [theirs?.id ?? ''], groups: [] },
      { kind: 'delete', ruleId: it },
      { kind: 'rule', rule: ruleOf('Other') },
      { kind: 'drafts' },
    ]
    const { version: previewed } = await previewRules(house.ctx, {
      propertyId: house.hq,
      change: { kind: 'restore', version: 1 },
    })
    const ben = { ...house.ctx, actor: { kind: 'system' as const, name: 'Ben' } }
    const rule = ruleOf('Eng', { ruleId: eng, name: 'Ben’s' })
    await applyChange(ben, { propertyId: house.hq, change: { kind: 'rule', rule } })

    for (const change of changes) {
      expect({ change: change.kind, ...(await apply(change, { previewed })) }).toMatchObject({
        change: change.kind,
        kind: 'moved',
        from: 2,
        version: 3,
        by: 'Ben',
      })
    }
    expect(await namesAtHq()).toEqual(['Ben’s', 'IT'])

    const [first] = changes
    if (first) expect(await apply(first, { previewed: 3 })).toMatchObject({ kind: 'applied' })
  })

  it('switch no rule that was another on their screen', async () => {
    await save(ruleOf('Eng'))
    const ruleId = await idOf('Eng')
    await save(ruleOf('Eng', { ruleId, version: 1, name: 'Theirs' }))

    const off = { kind: 'switch', ruleId, enabled: false } as const
    expect(await apply({ ...off, version: 1 })).toMatchObject({
      kind: 'clash',
      theirs: { name: 'Theirs' },
      yours: null,
    })
    expect(await apply({ ...off, version: 2 })).toMatchObject({ kind: 'applied' })
  })

  it('who preview a property without a version are told of the first one', async () => {
    const change = { kind: 'rule', rule: ruleOf('IT') } as const
    const { version } = await previewRules(house.ctx, { propertyId: house.hq, change })
    expect(version).toBe(0)
    await save(ruleOf('Eng'))

    expect(await apply(change, { previewed: version })).toMatchObject({ kind: 'moved', from: 0 })
    expect(await namesAtHq()).toEqual(['Eng'])
  })
})

function austinGroup(): Promise<string> {
  return newTestAccessGroup(house.ctx, { propertyId: house.austin, name: 'Lab', doors: [] })
}
