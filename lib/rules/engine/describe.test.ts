import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyConditions, anyPerson, testClock } from '../test-conditions'
import type { Condition, Conditions, SingleCondition } from './condition'
import { describeConditions, describeResult } from './describe'
import { evaluate } from './evaluate'
import type { OperatorId } from './operators'

function ask(operand: string, operator: OperatorId, ...values: string[]): SingleCondition {
  return { kind: 'condition', operand, operator, values }
}

const names = new Map([['grp_1', 'IT Admins']])
const nameOf = (id: string) => names.get(id)
const words = (match: Conditions['match'], ...conditions: Condition[]) =>
  describeConditions({ match, conditions }, nameOf)

describe('conditions in words', () => {
  const engineers = ask('department', 'isAnyOf', 'Engineering', 'Design')
  const box: Condition = {
    kind: 'group',
    match: 'any',
    conditions: [ask('city', 'is', 'Denver'), ask('city', 'isEmpty')],
  }
  it.each([
    [
      words('all', engineers, ask('country', 'isAnyOf', 'US')),
      'Department is any of Engineering, Design and Country is any of US',
    ],
    [
      words('any', engineers, ask('active', 'isYes')),
      'Department is any of Engineering, Design or Account enabled is yes',
    ],
    [
      words('all', engineers, box),
      'Department is any of Engineering, Design and (City is Denver or City is empty)',
    ],
    [words('all', ask('group', 'memberOf', 'grp_1')), 'Group is a member of IT Admins'],
    [words('all', ask('group', 'memberOf', 'grp_2')), 'Group is a member of grp_2'],
    [words('all', ask('employeeId', 'between', '1', '9')), 'Employee ID between 1 and 9'],
    [
      words('all', ask('city', 'isAnyOf', ...'abcdefgh')),
      'City is any of a, b, c, d, e, f and 2 more',
    ],
    [words('all', ask('ext:urn:x:badge', 'anyIs', 'Blue')), 'badge any value is Blue'],
    [words('all', ask('gone', 'isEmpty')), 'a condition that cannot be read any more'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected)
  })
})

describe('a reason in words', () => {
  it.each([
    [ask('country', 'isAnyOf', 'US'), ['Canada'], 'Country is Canada; the rule asks: is any of US'],
    [ask('department', 'is', 'Eng'), [], 'Department is (empty); the rule asks: is Eng'],
    [
      ask('group', 'notMemberOf', 'grp_1'),
      ['grp_1'],
      'Group is IT Admins; the rule asks: is not a member of IT Admins',
    ],
    [ask('gone', 'isEmpty'), [], 'a condition that cannot be read any more'],
  ])('%#', (condition, actual, text) => {
    expect(describeResult({ condition, verdict: 'notMet', actual }, nameOf)).toBe(text)
  })

  it.each([
    [
      'noNumber',
      ask('employeeId', 'lessThan', '9'),
      ['E-17'],
      'Employee ID is E-17, which is no number; the rule asks: less than 9',
    ],
    [
      'noDate',
      ask('startDate', 'withinNextDays', '7'),
      ['soon'],
      'Start date is soon, which is no date; the rule asks: is within the next 7 days',
    ],
    [
      'membersUnknown',
      ask('group', 'memberOf', 'grp_1'),
      [],
      'Group is not known before the members of these groups arrive; the rule asks: is a member of IT Admins',
    ],
  ] as const)('says why nobody can tell: %s', (doubt, condition, actual, text) => {
    const result = { condition, verdict: 'cannotTell' as const, doubt, actual: [...actual] }
    expect(describeResult(result, nameOf)).toBe(text)
  })

  it('names a manager once who is known by id and by name, and says yes for true', () => {
    const manager = { condition: ask('manager', 'isEmpty'), verdict: 'notMet' as const }
    const known = (id: string) => (id === 'emp_1' ? 'Ana Ruiz' : undefined)
    const actual = ['emp_1', 'Ana Ruiz']
    expect(describeResult({ ...manager, actual }, known)).toContain('Manager is Ana Ruiz;')
    const active = { condition: ask('active', 'isNo'), verdict: 'notMet' as const }
    expect(describeResult({ ...active, actual: ['true'] }, known)).toContain('enabled is yes;')
  })

  it('exists for every condition and every person', () => {
    fc.assert(
      fc.property(anyConditions, anyPerson, (conditions, person) => {
        const results = evaluate(conditions, person, testClock).results.flatMap((one) =>
          'verdict' in one ? [one] : one.results,
        )
        for (const result of results) {
          const text = describeResult(result, nameOf)
          expect(text).toContain('; the rule asks: ')
        }
        expect(describeConditions(conditions, nameOf)).not.toContain('undefined')
      }),
    )
  })
})
