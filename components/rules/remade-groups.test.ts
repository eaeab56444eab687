import { expect, test } from 'vitest'
import type { Conditions } from '@/lib/rules/engine/condition'
import { remadeGroups, remadeWords, withRemadeGroups } from './remade-groups'

const groups = [
  { id: 'grp_new', name: 'engineering ' },
  { id: 'grp_sales', name: 'Sales' },
]
const names = { grp_old: 'Engineering', grp_other: 'Design', grp_sales: 'Sales' }

const memberOf = (...values: string[]) => ({
  kind: 'condition' as const,
  operand: 'group',
  operator: 'memberOfAny' as const,
  values,
})
const rule = (...conditions: Conditions['conditions']): Conditions => ({ match: 'all', conditions })

test('a deleted group is replaced by the living one of its name, in a nested group too', () => {
  const conditions = rule(memberOf('grp_old', 'grp_sales'), {
    kind: 'group',
    match: 'any',
    conditions: [memberOf('grp_old', 'grp_other')],
  })
  const remade = remadeGroups(conditions, { groups, names })
  expect(remadeWords(remade)).toBe('Use the new group “engineering ”')
  expect(withRemadeGroups(conditions, remade)).toEqual(
    rule(memberOf('grp_new', 'grp_sales'), {
      kind: 'group',
      match: 'any',
      conditions: [memberOf('grp_new', 'grp_other')],
    }),
  )
})

test('a group that the condition names already is not named twice', () => {
  const conditions = rule(memberOf('grp_old', 'grp_new'))
  const remade = remadeGroups(conditions, { groups, names })
  expect(withRemadeGroups(conditions, remade)).toEqual(rule(memberOf('grp_new')))
})

test('living groups, unknown ones and those without a namesake are left alone', () => {
  const conditions = rule(memberOf('grp_sales', 'grp_other', 'grp_unknown'), {
    ...memberOf(),
    operand: 'department',
    operator: 'is',
    values: ['grp_old'],
  })
  const remade = remadeGroups(conditions, { groups, names })
  expect(remade.size).toBe(0)
  expect(withRemadeGroups(conditions, remade)).toEqual(conditions)
})
