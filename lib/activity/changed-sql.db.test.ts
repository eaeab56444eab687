import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import type { ActivityData } from './kinds'
import { listActivity } from './list'
import { type ActivityEntry, recordActivity } from './record'

/** What one decision changed is found by each of its things, as an entry about that thing alone is. */

let db: Db
let close: () => Promise<void>
let ctx: Context
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  ctx = (await newTestOrganization(db)).ctx
})

type Changes = Omit<ActivityData['access.changed'], 'name' | 'property'>
const at = (name: string) => ({ name, property: 'Austin' })
const changed = (name: string, changes: Changes): ActivityEntry => ({
  kind: 'access.changed',
  data: { ...at(name), ...changes },
})
const lab = { accessGroup: 'Lab', rules: ['Engineers'] }
const role = { before: null, after: 'User' }
const card = { card: '4711', what: 'ended', cause: 'All access ended.' } as const

it('is filtered by every noun that it tells of, beside entries about one thing', async () => {
  await recordActivity(ctx, [
    changed('Given', { given: [lab] }),
    changed('Taken', { taken: ['Lab'] }),
    changed('Key', { key: { what: 'issued' } }),
    changed('Card', { cards: [card] }),
    changed('Role', { role }),
    changed('Both', { given: [lab], key: { what: 'issued' } }),
    { kind: 'access.taken', data: { ...at('Old taken'), accessGroup: 'Lab' } },
    { kind: 'key.issued', data: at('Old key') },
    { kind: 'card.ended', data: { ...at('Old card'), card: '0815', cause: 'Lost.' } },
    { kind: 'role.changed', data: { ...at('Old role'), ...role } },
  ])
  const namesBy = async (what: string, by = ctx) => {
    const { rows } = await listActivity(by, { lens: 'people', what })
    return rows.map(({ data }) => 'name' in data && data.name).sort()
  }

  expect(await namesBy('access')).toEqual(['Both', 'Given', 'Old taken', 'Taken'])
  expect(await namesBy('key')).toEqual(['Both', 'Key', 'Old key'])
  expect(await namesBy('card')).toEqual(['Card', 'Old card'])
  expect(await namesBy('role')).toEqual(['Old role', 'Role'])
  expect(await namesBy('email')).toEqual([])
  expect(await namesBy('constructor')).toEqual([])
  expect(await namesBy('key', (await newTestOrganization(db)).ctx)).toEqual([])
})

it('is searched by access groups for everybody, and by more for those who may see it', async () => {
  await recordActivity(ctx, [
    changed('Maya Chen', {
      given: [{ accessGroup: 'Lab "2"', rules: ['Engineers'] }],
      taken: ['Dock'],
      key: { what: 'revoked', cause: 'Her phone was stolen.' },
      cards: [card],
      role: { before: 'Front Desk', after: 'User' },
    }),
    { kind: 'access.given', data: { ...at('Ben Ito'), accessGroup: 'Lab "2"', rules: [] } },
  ])
  const found = async (texts: string[], seesPersonal: boolean) => {
    const counts: Record<string, number> = {}
    for (const q of texts) {
      counts[q] = (await listActivity(ctx, { q }, { seesPersonal })).rows.length
    }
    return counts
  }

  const open = { 'lab "2"': 2, dock: 1, austin: 2 }
  expect(await found(Object.keys(open), false)).toEqual(open)
  expect(await found(Object.keys(open), true)).toEqual(open)
  const personal = { maya: 1, 4711: 1, stolen: 1, 'all access ended': 1, 'front desk': 1 }
  expect(await found(Object.keys(personal), true)).toEqual(personal)
  const nobody = { maya: 0, 4711: 0, stolen: 0, 'all access ended': 0, 'front desk': 0 }
  expect(await found(Object.keys(personal), false)).toEqual(nobody)
  const grammar = { accessGroup: 0, rules: 0, taken: 0, cause: 0, '["': 0, '}]': 0 }
  expect(await found(Object.keys(grammar), true)).toEqual(grammar)
})
