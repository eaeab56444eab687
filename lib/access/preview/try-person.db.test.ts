import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { openTestDatabase } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import type { SingleCondition } from '@/lib/rules/engine/condition'
import { openTestHouse, type TestHouse } from '../test-house'
import { tryPerson } from './try-person'

let db: Db
let close: () => Promise<void>
let house: TestHouse
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
})

const is = (operand: string, value: string): SingleCondition => ({
  kind: 'condition',
  operand,
  operator: 'is',
  values: [value],
})

const person = (displayName: string, facts: Record<string, string[]>, more = {}) =>
  newTestEmployee(house.ctx, {
    displayName,
    primaryEmail: `${displayName}@c.example`,
    facts,
    ...more,
  })

describe('trying a person', () => {
  const tried = (search: string) =>
    tryPerson(house.ctx, {
      propertyId: house.hq,
      rule: {
        conditions: { match: 'all', conditions: [is('department', 'Eng'), is('city', 'Denver')] },
      },
      person: { search },
    })

  it('ticks or crosses each condition with the person’s real value', async () => {
    await newTestEmployee(house.ctx, {
      displayName: 'Ann Lee',
      facts: { department: ['sales'] },
      resource: {
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Sales' },
      },
    })

    expect(await tried('ann')).toMatchObject({
      kind: 'person',
      met: false,
      conditions: [
        { text: expect.stringContaining('Sales'), met: false, known: true },
        { text: expect.stringContaining('(empty)'), met: false, known: false },
      ],
      exception: null,
    })
  })

  it('marks each condition of a nested group, and the group as one', async () => {
    await person('Ann Lee', { city: ['austin'] })
    const inGroup = [is('department', 'Eng'), is('city', 'Denver')]
    const conditions = {
      match: 'all' as const,
      conditions: [{ kind: 'group' as const, match: 'any' as const, conditions: inGroup }],
    }
    const asked = { propertyId: house.hq, rule: { conditions }, person: { search: 'ann' } }

    expect(await tryPerson(house.ctx, asked)).toMatchObject({
      conditions: [
        {
          met: false,
          known: false,
          group: {
            match: 'any',
            conditions: [
              { met: false, known: false },
              { met: false, known: true },
            ],
          },
        },
      ],
    })
  })

  it('offers a choice when several are called so, and says why somebody gets nothing whatever the rule says', async () => {
    await person('Ann Lee', {}, { active: false })
    await person('Ann Low', {})

    expect(await tried('ann l')).toMatchObject({
      kind: 'several',
      people: [{ name: 'Ann Lee' }, { name: 'Ann Low' }],
    })
    expect(await tried('Ann Lee')).toMatchObject({
      exception: 'Ann Lee is deactivated, so no rule gives anything.',
    })
    expect(await tried('100%')).toEqual({ kind: 'nobody' })
  })
})
