import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Condition, Conditions, SingleCondition } from './condition'
import { evaluate } from './evaluate'
import type { Facts } from './facts'
import { includeEmpty } from './include-empty'

const clock = { now: new Date('2026-03-01T12:00:00Z'), timeZone: 'UTC' }
const is = (operand: string, value = 'a'): SingleCondition => ({
  kind: 'condition',
  operand,
  operator: 'is',
  values: [value],
})
const empty = (operand: string): SingleCondition => ({
  kind: 'condition',
  operand,
  operator: 'isEmpty',
  values: [],
})
const group = (match: 'all' | 'any', ...conditions: SingleCondition[]): Condition => ({
  kind: 'group',
  match,
  conditions,
})
const rule = (match: 'all' | 'any', ...conditions: Condition[]): Conditions => ({
  match,
  conditions,
})
const groupsIn = ({ conditions }: Conditions) => conditions.filter((one) => one.kind === 'group')

describe('including people without a value', () => {
  it('boxes the condition with "or is empty" where all must be met', () => {
    expect(includeEmpty(rule('all', is('department'), is('city')), 'department')).toEqual(
      rule('all', group('any', is('department'), empty('department')), is('city')),
    )
  })

  it('stands beside the others where any is enough, and within the group that asks', () => {
    expect(includeEmpty(rule('any', is('department'), is('city')), 'city')).toEqual(
      rule('any', is('department'), is('city'), empty('city')),
    )
    expect(
      includeEmpty(
        rule('all', is('city'), group('any', is('department'), is('jobTitle'))),
        'department',
      ),
    ).toEqual(
      rule('all', is('city'), group('any', is('department'), is('jobTitle'), empty('department'))),
    )
  })

  it('opens a group of conditions that must all be met', () => {
    expect(
      includeEmpty(
        rule('all', is('city'), group('all', is('department'), is('jobTitle'))),
        'department',
      ),
    ).toEqual(
      rule('all', is('city'), group('any', is('department'), empty('department')), is('jobTitle')),
    )
  })

  it('is not possible where it would need a second group, nor of what cannot be empty', () => {
    const grouped = rule('all', is('city'), group('any', is('department'), is('jobTitle')))
    expect(includeEmpty(grouped, 'city')).toBeUndefined()
    const either = rule('any', is('city'), group('all', is('department'), is('jobTitle')))
    expect(includeEmpty(either, 'department')).toBeUndefined()
    const guest: SingleCondition = {
      kind: 'condition',
      operand: 'guest',
      operator: 'isNo',
      values: [],
    }
    expect(includeEmpty(rule('all', guest), 'guest')).toBeUndefined()
  })

  it('brings in whom it names and nobody else, within one group, whatever the rule', () => {
    const operand = fc.constantFrom('department', 'city', 'jobTitle')
    const match = fc.constantFrom('all' as const, 'any' as const)
    const single = fc
      .record({ operand, value: fc.constantFrom('a', 'b') })
      .map((one) => is(one.operand, one.value))
    const nested = fc.tuple(match, fc.array(single, { minLength: 1, maxLength: 3 }))
    const conditions = fc.tuple(
      match,
      fc.array(single, { maxLength: 3 }),
      fc.option(nested, { nil: undefined }),
    )
    const value = fc.constantFrom(undefined, 'a', 'b')
    const facts = fc.record({ department: value, city: value, jobTitle: value })
    fc.assert(
      fc.property(conditions, operand, facts, ([top, singles, box], asked, person) => {
        const tree = rule(top, ...singles, ...(box ? [group(box[0], ...box[1])] : []))
        const changed = tree.conditions.length > 0 ? includeEmpty(tree, asked) : undefined
        if (!changed) return
        const values = Object.fromEntries(
          Object.entries(person).flatMap(([id, one]) => (one === undefined ? [] : [[id, [one]]])),
        )
        const given: Facts = { values, groups: [], unknownGroups: [] }
        // As if whoever has no value had the one that is asked for.
        const met = (one: SingleCondition) =>
          evaluate(rule('all', one), given, clock).met || (one.operand === asked && !values[asked])
        const answers = tree.conditions.map((one) =>
          one.kind === 'condition'
            ? met(one)
            : one.match === 'all'
              ? one.conditions.every(met)
              : one.conditions.some(met),
        )
        const wanted = top === 'all' ? answers.every(Boolean) : answers.some(Boolean)
        expect(evaluate(changed, given, clock).met).toBe(wanted)
        expect(groupsIn(changed).length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500 },
    )
  })
})
