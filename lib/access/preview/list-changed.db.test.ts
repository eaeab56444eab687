import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestEmployee } from '@/db/testing/people'
import type { RuleChange } from '@/lib/rules/schemas'
import { CHANGES_LISTED_MAX, type PeoplePage } from '../schemas'
import { openTestHouse, type TestHouse } from '../test-house'
import { departmentRule } from '../test-save-rules'
import { listChanged } from './list-changed'
import { previewRules } from './preview-rules'

let db: Db
let close: () => Promise<void>
let house: TestHouse
let change: RuleChange
const PEOPLE = 2 * CHANGES_LISTED_MAX + 10
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
  const { ctx, hq } = house
  const lab = await newTestAccessGroup(ctx, { propertyId: hq, name: 'Lab', doors: ['Lab'] })
  change = { kind: 'rule', rule: departmentRule(house, 'Eng', { accessGroupIds: [lab] }) }
})

const list = (page: PeoplePage) => listChanged(house.ctx, { propertyId: house.hq, change, page })
const newEngineer = (displayName: string, email: boolean) =>
  newTestEmployee(house.ctx, {
    displayName,
    facts: { department: ['eng'] },
    ...(email ? { primaryEmail: `${displayName}@contoso.example` } : {}),
  })

describe('the people of a preview', () => {
  it('are all named, page by page, each once and in order', async () => {
    // Every other one has no e-mail, so that two kinds of change are mixed in one list.
    for (let n = 0; n < PEOPLE; n++) {
      await newEngineer(`${n % 3 === 0 ? 'Ann' : 'ben'} ${String(n).padStart(3, '0')}`, n % 2 === 0)
    }
    const { effect } = await previewRules(house.ctx, { propertyId: house.hq, change })
    expect(effect.peopleCount).toBe(PEOPLE)

    const named = [...effect.people]
    for (let last = named.at(-1); named.length < PEOPLE && last; last = named.at(-1)) {
      const page = await list({ after: { name: last.name, id: last.id } })
      expect(page.people.length).toBeGreaterThan(0)
      named.push(...page.people)
    }

    const names = named.map((person) => person.name)
    expect(new Set(names).size).toBe(PEOPLE)
    expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)))
  })

  it('are found by a part of their name, with what happens to them', async () => {
    await newEngineer('Ann Lee', true)
    await newEngineer('Ben 100%', false)

    expect(await list({ search: 'LEE' })).toMatchObject({
      count: 1,
      people: [{ name: 'Ann Lee', gains: ['Lab'], key: 'issued', email: true }],
    })
    expect(await list({ search: '0%' })).toMatchObject({ count: 1, people: [{ key: null }] })
    expect(await list({ search: 'nobody' })).toEqual({ count: 0, people: [] })
  })

  it('are not told to another organisation', async () => {
    const { ctx: stranger } = await newTestOrganization(db)

    await expect(
      listChanged(stranger, { propertyId: house.hq, change, page: {} }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})
