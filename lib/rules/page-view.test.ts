import { expect, it } from 'vitest'
import { rulesView } from './page-view'
import type { RulesPage } from './rules-page'

type StoredRule = RulesPage['rules'][number]

function ruleOn(group: string, changes: Partial<StoredRule> = {}): StoredRule {
  return {
    id: 'rule_1',
    propertyId: 'property_1',
    propertyName: 'HQ Denver',
    timeZone: 'America/Denver',
    name: 'Night',
    position: 1,
    conditions: {
      match: 'all',
      conditions: [{ kind: 'condition', operand: 'group', operator: 'memberOf', values: [group] }],
    },
    outcome: { accessGroupIds: [], roleId: 'role_1', mobileKey: true },
    roleName: 'User',
    accessGroupNames: [],
    enabled: true,
    leftOut: [],
    version: 1,
    updatedAt: new Date('2026-01-01T00:00:00Z'),
    updatedBy: 'Ana Ruiz',
    peopleMatched: 0,
    ...changes,
  }
}

function viewOf(rule: StoredRule) {
  const page: RulesPage = {
    properties: [],
    rules: [rule],
    accessGroups: [],
    doors: [],
    roles: [],
    groups: [{ id: 'group_1', name: 'Night shift' }],
    peopleTotal: 0,
    keyDefault: true,
    startsWithEveryone: false,
    drafts: [],
    names: new Map([
      ['group_1', 'Night shift'],
      ['group_2', 'Day shift'],
      ['employee_1', 'Ada'],
    ]),
  }
  return rulesView(page, 100).rules[0]
}

const gone = (ended: boolean) => [
  { id: 'group_2', name: 'Day shift', deletedAt: '2026-11-26T15:30:00Z', ended },
]

it('a rule that names a group which is gone from Entra says which, and what holds meanwhile', () => {
  expect(viewOf(ruleOn('group_1'))?.broken).toBeNull()
  expect(viewOf(ruleOn('group_2', { goneGroups: gone(false) }))?.broken).toBe(
    'The group Day shift no longer exists in Entra. Until 29 Nov, 08:30 the rule keeps its last result and adds nobody. Edit it and choose another.',
  )
  expect(viewOf(ruleOn('group_2', { goneGroups: gone(true) }))?.broken).toBe(
    'The group Day shift no longer exists in Entra. The rule covers nobody until you choose another.',
  )
})

it('a rule that is turned off gives nothing, so nothing of it is broken', () => {
  const off = ruleOn('group_2', { goneGroups: gone(false), enabled: false })
  expect(viewOf(off)?.broken).toBeNull()
})

it('ids are told by the names of groups and people', () => {
  const leftOut = [{ employeeId: 'employee_1', reason: 'Sabbatical', until: null }]
  const view = viewOf(ruleOn('group_1', { leftOut }))
  expect(view?.words).toBe('Group is a member of Night shift')
  expect(view?.leftOut).toEqual([{ ...leftOut[0], name: 'Ada' }])
})
