import { describe, expect, it } from 'vitest'
import type { RuleContent } from '@/lib/rules/schemas'
import { differingParts, ruleParts } from './rule-words'

const view = {
  accessGroups: [{ id: 'doors', name: 'Employees' }],
  roles: [{ id: 'user', name: 'User' }],
  names: { group: 'Night shift' },
}
const content: RuleContent = {
  name: 'Staff',
  conditions: {
    match: 'all',
    conditions: [{ kind: 'condition', operand: 'group', operator: 'memberOf', values: ['group'] }],
  },
  accessGroupIds: ['doors'],
  roleId: 'user',
  mobileKey: true,
  enabled: true,
  leftOut: [],
}

describe('two versions of a rule side by side', () => {
  it('are told in words, with names for ids', () => {
    expect(ruleParts(content, view).map(({ words }) => words)).toEqual([
      'Staff',
      'Group is a member of Night shift',
      'Employees',
      'User',
      'Yes',
      'nobody',
    ])
  })

  it('mark the parts that differ, and no others', () => {
    const other = { ...content, name: 'Everybody', mobileKey: false }
    expect(differingParts(content, other, view)).toEqual(['Name', 'Mobile key'])
    expect(differingParts(content, { ...content }, view)).toEqual([])
  })

  it('tell another person left out, although as many are', () => {
    const left = { employeeId: 'a', reason: 'Sabbatical', until: null }
    const one = { ...content, leftOut: [left] }
    const other = { ...content, leftOut: [{ ...left, employeeId: 'b' }] }
    expect(differingParts(one, other, view)).toEqual(['Left out'])
  })
})
