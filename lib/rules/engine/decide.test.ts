import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyConditions, anyPerson, testClock } from '../test-conditions'
import type { SingleCondition } from './condition'
import { closestRule, type DecidableRule, decide } from './decide'
import { evaluate } from './evaluate'
import type { Facts } from './facts'

const is = (operand: string, value: string): SingleCondition => ({
  kind: 'condition',
  operand,
  operator: 'is',
  values: [value],
})

function rule(
  id: string,
  conditions: SingleCondition[],
  outcome: Partial<DecidableRule['outcome']> & { match?: 'all' | 'any' } = {},
): DecidableRule {
  const { match = 'all', ...given } = outcome
  return {
    id,
    conditions: { match, conditions },
    outcome: {
      accessGroupIds: [`doors of ${id}`],
      roleId: `role of ${id}`,
      mobileKey: false,
      ...given,
    },
  }
}

const engineer: Facts = {
  values: { department: ['eng'], jobTitle: ['lead'], city: ['denver'] },
  groups: [],
  unknownGroups: [],
}
const eng = is('department', 'eng')
const sales = is('department', 'sales')

describe('a decision', () => {
  it('adds up the doors of every matching rule, each once', () => {
    const rules = [
      rule('a', [eng], { accessGroupIds: ['roof', 'lab'] }),
      rule('b', [sales], { accessGroupIds: ['vault'] }),
      rule('c', [eng], { accessGroupIds: ['lab', 'garage'] }),
    ]
    expect(decide(rules, engineer, testClock)?.accessGroupIds).toEqual(['garage', 'lab', 'roof'])
  })

  it('takes the role of the first matching rule, and names all in their order', () => {
    const rules = [rule('a', [sales]), rule('b', [eng]), rule('c', [eng])]
    expect(decide(rules, engineer, testClock)).toMatchObject({
      roleId: 'role of b',
      ruleIds: ['b', 'c'],
    })
    expect(decide(rules.toReversed(), engineer, testClock)).toMatchObject({
      roleId: 'role of c',
      ruleIds: ['c', 'b'],
    })
  })

  it.each([
    [[false, false], false],
    [[false, true], true],
    [[true, false], true],
  ])('with mobile keys %j gives one: %s', (keys, mobileKey) => {
    const rules = keys.map((key, index) => rule(String(index), [eng], { mobileKey: key }))
    expect(decide(rules, engineer, testClock)?.mobileKey).toBe(mobileKey)
  })

  it('does not take a key from a rule that does not match', () => {
    const rules = [rule('a', [eng]), rule('b', [sales], { mobileKey: true })]
    expect(decide(rules, engineer, testClock)?.mobileKey).toBe(false)
  })

  it('is none when no rule matches, and none without rules', () => {
    expect(decide([rule('a', [sales])], engineer, testClock)).toBeUndefined()
    expect(decide([], engineer, testClock)).toBeUndefined()
  })

  it('names exactly the rules that are met, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(anyConditions, { maxLength: 5 }), anyPerson, (list, person) => {
        const rules = list.map((conditions, index) => ({ ...rule(`${index}`, []), conditions }))
        const met = rules
          .filter((one) => evaluate(one.conditions, person, testClock).met)
          .map((one) => one.id)
        expect(decide(rules, person, testClock)?.ruleIds ?? []).toEqual(met)
      }),
    )
  })
})

describe('the closest rule', () => {
  it('is the one with the fewest conditions in the way, and says which', () => {
    const rules = [
      rule('far', [sales, is('city', 'austin')]),
      rule('near', [eng, is('city', 'austin')]),
    ]
    const closest = closestRule(rules, engineer, testClock)
    expect(closest).toMatchObject({ rule: { id: 'near' }, missing: 1 })
    expect(closest?.evaluation.results).toMatchObject([{ verdict: 'met' }, { verdict: 'notMet' }])
  })

  it('is the earlier of two that are as close', () => {
    expect(
      closestRule([rule('a', [sales]), rule('b', [sales])], engineer, testClock)?.rule.id,
    ).toBe('a')
  })

  it('counts one for a rule of which any condition is enough', () => {
    const rules = [
      rule('all', [sales, is('city', 'austin')]),
      rule('any', [sales, is('city', 'austin'), is('jobTitle', 'chef')], { match: 'any' }),
    ]
    expect(closestRule(rules, engineer, testClock)).toMatchObject({
      rule: { id: 'any' },
      missing: 1,
    })
  })

  it('is none without rules', () => {
    expect(closestRule([], engineer, testClock)).toBeUndefined()
  })
})
