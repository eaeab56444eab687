import { expect, test } from 'vitest'
import type { Conditions } from '@/lib/rules/engine/condition'
import type { DraftView, RulesView, RuleView } from './rules-view'
import { isUnreadable, unreadableGroups, unreadableWords } from './unreadable-rules'

const unreadable = { since: new Date('2026-11-26T09:10:00Z'), maySignIn: true }
const ask = (operand: string, operator: 'is' | 'memberOf' | 'notMemberOf', value: string) => ({
  kind: 'condition' as const,
  operand,
  operator,
  values: [value],
})
const all = (...conditions: Conditions['conditions']): Conditions => ({ match: 'all', conditions })
const byDepartment = all(ask('department', 'is', 'group_1'))
const byGroup = all(ask('group', 'memberOf', 'group_1'))

const rule = (changes: Partial<RuleView> = {}): RuleView => ({
  id: 'rule_1',
  propertyId: 'property_1',
  name: 'Night',
  version: 1,
  conditions: byGroup,
  words: '',
  accessGroupIds: [],
  accessGroupNames: [],
  roleId: 'role_1',
  roleName: 'User',
  mobileKey: true,
  enabled: true,
  leftOut: [],
  broken: null,
  peopleMatched: 0,
  updatedBy: 'Ana Ruiz',
  updatedAt: '2026-11-26T08:00:00.000Z',
  ...changes,
})

const draft = (conditions: Conditions): DraftView => ({
  ruleId: 'rule_2',
  propertyId: 'property_1',
  baseVersion: null,
  outdated: false,
  revision: 1,
  content: {
    name: 'Day',
    conditions,
    accessGroupIds: [],
    roleId: 'role_1',
    mobileKey: true,
    enabled: true,
    leftOut: [],
  },
  madeBy: 'Ana Ruiz',
  updatedAt: '2026-11-26T08:00:00.000Z',
  words: '',
  leftOut: [],
})

const view = (changes: Partial<Pick<RulesView, 'unreadable' | 'rules' | 'drafts'>>) => ({
  unreadable,
  rules: [],
  drafts: [],
  ...changes,
})

test('a rule that names a group is marked, also where it leaves its members out or nests them', () => {
  const leavingOut = all(ask('group', 'notMemberOf', 'group_1'))
  const nested = all(ask('department', 'is', 'x'), {
    kind: 'group',
    match: 'any',
    conditions: [ask('group', 'notMemberOf', 'group_1'), ask('group', 'memberOf', 'group_2')],
  })
  expect(unreadableGroups(byGroup, view({}))).toBe(1)
  expect(unreadableGroups(leavingOut, view({}))).toBe(1)
  expect(unreadableGroups(nested, view({}))).toBe(2)
  expect(unreadableGroups(byDepartment, view({}))).toBe(0)
})

test('no rule is marked while groups can be read', () => {
  const readable = view({ unreadable: null, rules: [rule()], drafts: [draft(byGroup)] })
  expect(unreadableGroups(byGroup, readable)).toBe(0)
  expect(unreadableWords(readable, 'property_1')).toBeUndefined()
})

test('a rule that is off, or broken by a group that is gone, has no second mark', () => {
  expect(isUnreadable(rule(), view({}))).toBe(true)
  expect(isUnreadable(rule({ enabled: false }), view({}))).toBe(false)
  expect(isUnreadable(rule({ broken: 'The group Night no longer exists.' }), view({}))).toBe(false)
})

test('a property says how many of its rules and drafts name groups, and no other does', () => {
  const rules = [rule(), rule({ id: 'rule_3' }), rule({ id: 'rule_4', conditions: byDepartment })]
  const drafts = [draft(byGroup), draft(byDepartment)]
  expect(unreadableWords(view({ rules, drafts }), 'property_1')).toBe(
    '2 rules and 1 draft name groups that cannot be read',
  )
  expect(unreadableWords(view({ rules: [rule()] }), 'property_1')).toBe(
    '1 rule names a group that cannot be read',
  )
  expect(unreadableWords(view({ rules, drafts }), 'property_2')).toBeUndefined()
})
