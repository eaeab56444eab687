import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyConditions,
  anyPerson,
  likelyConditions,
  onePerValue,
  testClock,
} from '../test-conditions'
import { type CheckedRule, checkCovered, checkEveryone, checkImpossible } from './checks'
import {
  askedConditionsSchema,
  type Condition,
  type Conditions,
  type SingleCondition,
} from './condition'
import { evaluate } from './evaluate'
import { implies } from './implication'
import type { OperatorId } from './operators'

function ask(operand: string, operator: OperatorId, ...values: string[]): SingleCondition {
  return { kind: 'condition', operand, operator, values }
}
const all = (...conditions: Condition[]): Conditions => ({ match: 'all', conditions })
const any = (...conditions: Condition[]): Conditions => ({ match: 'any', conditions })
const boxOf = (match: 'all' | 'any', ...conditions: SingleCondition[]): Condition => ({
  kind: 'group',
  match,
  conditions,
})

const names = new Map([['grp_1', 'IT Admins']])
const around = { clock: testClock, nameOf: (id: string) => names.get(id) }
const impossible = (conditions: Conditions) =>
  checkImpossible(askedConditionsSchema.parse(conditions), around)

const people = fc.sample(onePerValue(anyPerson), { numRuns: 300, seed: 5 })

const denver = ask('city', 'is', 'Denver')
const austin = ask('city', 'is', 'Austin')

describe('nobody can match', () => {
  it.each<[string, Conditions]>([
    ['two values of one', all(denver, austin)],
    ['a value and none', all(denver, ask('city', 'isEmpty'))],
    ['a value that is excluded', all(denver, ask('city', 'isNot', 'DENVER'))],
    ['no value with a negative', all(ask('city', 'isEmpty'), ask('city', 'isNot', 'x'))],
    [
      'lists without a common value',
      all(ask('city', 'isAnyOf', 'a', 'b'), ask('city', 'isAnyOf', 'c')),
    ],
    [
      'lists of which every common value is excluded by somebody',
      all(ask('city', 'isAnyOf', 'a', 'b'), ask('city', 'isNot', 'a'), ask('city', 'isNot', 'b')),
    ],
    [
      'a country by two names',
      all(ask('country', 'isAnyOf', 'US'), ask('country', 'isNoneOf', 'United States')),
    ],
    ['two beginnings', all(ask('jobTitle', 'startsWith', 'a'), ask('jobTitle', 'startsWith', 'b'))],
    [
      'a forbidden part',
      all(ask('jobTitle', 'contains', 'engineer'), ask('jobTitle', 'doesNotContain', 'gin')),
    ],
    [
      'a forbidden end',
      all(ask('jobTitle', 'endsWith', 'engineer'), ask('jobTitle', 'doesNotEndWith', 'R')),
    ],
    [
      'two domains',
      all(ask('email', 'domainIs', 'a.com'), ask('email', 'domainIsAnyOf', 'b.com', 'c.com')),
    ],
    [
      'an e-mail of another domain',
      all(ask('email', 'is', 'x@a.com'), ask('email', 'domainIs', 'b.com')),
    ],
    [
      'a value that the pattern does not let pass',
      all(denver, ask('city', 'matchesPattern', '^A')),
    ],
    ['numbers apart', all(ask('employeeId', 'lessThan', '5'), ask('employeeId', 'atLeast', '5'))],
    [
      'numbers that just miss',
      all(ask('employeeId', 'atMost', '-2.5'), ask('employeeId', 'moreThan', '-2.5')),
    ],
    [
      'days apart',
      all(
        ask('startDate', 'isBefore', '2026-11-26'),
        ask('startDate', 'isOnOrAfter', '2026-11-26'),
      ),
    ],
    [
      'a day that is not near',
      all(ask('startDate', 'isOn', '2027-11-26'), ask('startDate', 'withinNextDays', '7')),
    ],
    [
      'in a group and out of it',
      all(ask('group', 'memberOf', 'g'), ask('group', 'notMemberOf', 'f', 'g')),
    ],
    [
      'in all and out of one',
      all(ask('group', 'memberOfAll', 'f', 'g'), ask('group', 'notMemberOf', 'g')),
    ],
    [
      'in any and out of all',
      all(ask('group', 'memberOfAny', 'f', 'g'), ask('group', 'notMemberOf', 'g', 'f')),
    ],
    ['enabled and not', all(ask('active', 'isYes'), ask('active', 'isNo'))],
    [
      'a role that every role must not be',
      all(ask('appRole', 'anyIs', 'a'), ask('appRole', 'noneIs', 'a', 'b')),
    ],
    [
      'every role of two kinds',
      all(ask('appRole', 'everyIs', 'a'), ask('appRole', 'everyIs', 'b')),
    ],
    [
      'a box that contradicts the rest',
      all(denver, boxOf('all', austin, ask('jobTitle', 'is', 'x'))),
    ],
    [
      'a box of which each way contradicts the rest',
      all(denver, boxOf('any', austin, ask('city', 'isEmpty'))),
    ],
    [
      'several ways that are all closed',
      any(boxOf('all', denver, austin), boxOf('all', denver, ask('city', 'isEmpty'))),
    ],
  ])('%s', (_, conditions) => {
    expect(impossible(conditions)).toMatchObject({ kind: 'impossible' })
  })

  it.each<[string, Conditions]>([
    ['either of two values', any(denver, austin)],
    ['two properties', all(denver, ask('state', 'is', 'Austin'))],
    ['two groups', all(ask('group', 'memberOf', 'f'), ask('group', 'memberOf', 'g'))],
    ['two roles', all(ask('appRole', 'anyIs', 'a'), ask('appRole', 'anyIs', 'b'))],
    [
      'a custom attribute with several values',
      all(ask('ext:urn:x:a', 'is', 'a'), ask('ext:urn:x:a', 'is', 'b')),
    ],
    [
      'a number between',
      all(ask('employeeId', 'lessThan', '5'), ask('employeeId', 'moreThan', '4')),
    ],
    ['fewer than none', all(ask('employeeId', 'lessThan', '0'))],
    ['numbers that meet', all(ask('employeeId', 'atMost', '5'), ask('employeeId', 'atLeast', '5'))],
    [
      'one beginning within another',
      all(ask('city', 'startsWith', 'de'), ask('city', 'startsWith', 'den')),
    ],
    ['a box with one open way', all(denver, boxOf('any', austin, ask('city', 'startsWith', 'd')))],
    ['one open way of several', any(boxOf('all', denver, austin), denver)],
  ])('but somebody might match %s', (_, conditions) => {
    expect(impossible(conditions)).toBeUndefined()
  })

  it('says so in a sentence with a way out, which is the conditions that were meant', () => {
    const department = ask('department', 'is', 'Sales')
    const found = impossible(all(denver, department, austin))
    expect(found).toMatchObject({
      sentence: 'Nobody can be in both City is Denver and City is Austin. Use any?',
      conditions: [denver, austin],
      fix: { conditions: all(ask('city', 'isAnyOf', 'Denver', 'Austin'), department) },
    })
    const groups = all(ask('group', 'memberOf', 'grp_1'), ask('group', 'notMemberOf', 'grp_1'))
    expect(impossible(groups)).toMatchObject({
      sentence:
        'Nobody can be in both Group is a member of IT Admins and Group is not a member of IT Admins. Use any?',
      fix: { conditions: { match: 'any' } },
    })
    // As no form lets it pass.
    const backwards = all(ask('employeeId', 'between', '9', '3'))
    expect(checkImpossible(backwards, around)).toEqual({
      kind: 'impossible',
      sentence: 'Nobody can meet Employee ID between 9 and 3.',
      conditions: backwards.conditions,
    })
  })

  it('is never said of conditions that somebody meets, and its way out can be saved', () => {
    let told = 0
    fc.assert(
      fc.property(likelyConditions, (one) => {
        const found = checkImpossible(one, around)
        if (found?.kind !== 'impossible') return
        told++
        expect(people.filter((person) => evaluate(one, person, testClock).met)).toEqual([])
        if (found.fix)
          expect(askedConditionsSchema.safeParse(found.fix.conditions).success).toBe(true)
      }),
      { numRuns: 3_000 },
    )
    expect(told).toBeGreaterThan(100)
  })
})

describe('a rule is covered by one above', () => {
  const outcome = { accessGroupIds: ['lab'], roleId: 'user', mobileKey: true }
  const rule = (conditions: Conditions, more: Partial<CheckedRule> = {}): CheckedRule => ({
    id: 'above',
    name: 'Employees',
    conditions: askedConditionsSchema.parse(conditions),
    outcome,
    ...more,
  })
  const covers = (above: CheckedRule, below: CheckedRule) =>
    checkCovered(below, [above], testClock) !== undefined

  it.each<[string, Conditions, Conditions]>([
    ['the same', all(denver), all(denver)],
    ['one condition more', all(denver, ask('jobTitle', 'is', 'x')), all(denver)],
    ['one value of the list', all(denver), all(ask('city', 'isAnyOf', 'denver', 'austin'))],
    ['any value', all(denver), all(ask('city', 'isNotEmpty'))],
    ['another value', all(denver), all(ask('city', 'isNot', 'Austin'))],
    [
      'a longer beginning',
      all(ask('city', 'startsWith', 'den')),
      all(ask('city', 'contains', 'de')),
    ],
    ['more exclusions', all(ask('city', 'isNoneOf', 'a', 'b')), all(ask('city', 'isNot', 'a'))],
    [
      'a shorter forbidden part',
      all(ask('city', 'doesNotContain', 'a')),
      all(ask('city', 'doesNotContain', 'ab')),
    ],
    [
      'fewer numbers',
      all(ask('employeeId', 'between', '5', '9')),
      all(ask('employeeId', 'lessThan', '10')),
    ],
    [
      'a range made of two',
      all(ask('employeeId', 'atLeast', '5'), ask('employeeId', 'atMost', '9')),
      all(ask('employeeId', 'between', '1', '9')),
    ],
    [
      'a nearer day',
      all(ask('startDate', 'withinNextDays', '3')),
      all(ask('startDate', 'isOnOrAfter', '2026-11-01')),
    ],
    ['more groups', all(ask('group', 'memberOfAll', 'f', 'g')), all(ask('group', 'memberOf', 'g'))],
    [
      'fewer of any',
      all(ask('group', 'memberOfAny', 'f')),
      all(ask('group', 'memberOfAny', 'f', 'g')),
    ],
    [
      'more that nobody is in',
      all(ask('group', 'notMemberOf', 'f', 'g')),
      all(ask('group', 'notMemberOf', 'g')),
    ],
    ['its domain', all(ask('email', 'domainIs', 'a.com')), all(ask('email', 'endsWith', '@a.com'))],
    ['each of two ways', any(denver, austin), all(ask('city', 'isAnyOf', 'Denver', 'Austin'))],
    ['a box', all(boxOf('any', denver, austin)), any(austin, denver)],
    [
      'the same pattern',
      all(ask('city', 'matchesPattern', '^d')),
      all(ask('city', 'matchesPattern', '^d')),
    ],
    ['a value that the pattern finds', all(denver), all(ask('city', 'matchesPattern', '^d'))],
  ])('that asks for less: %s', (_, below, above) => {
    expect(covers(rule(above), rule(below))).toBe(true)
  })

  it.each<[string, Conditions, Conditions]>([
    ['another value', all(denver), all(austin)],
    ['one condition more above', all(denver), all(denver, ask('jobTitle', 'is', 'x'))],
    ['one way that leads past', any(denver, ask('state', 'is', 'CO')), all(denver)],
    ['no value', all(ask('city', 'isEmpty')), all(ask('city', 'isNot', 'x'))],
    [
      'some value, not every one',
      all(ask('appRole', 'anyIs', 'a')),
      all(ask('appRole', 'everyIs', 'a')),
    ],
    ['some value, not none', all(ask('appRole', 'anyIs', 'a')), all(ask('appRole', 'noneIs', 'b'))],
  ])('not when it lets others in: %s', (_, below, above) => {
    expect(covers(rule(above), rule(below))).toBe(false)
  })

  it('and not when it gives less, or skips people whom this one does not', () => {
    const below = rule(all(denver))
    const less = (given: Partial<typeof outcome>) =>
      rule(all(denver), { outcome: { ...outcome, ...given } })
    expect(covers(less({ accessGroupIds: ['lab', 'roof'] }), below)).toBe(true)
    expect(covers(less({ accessGroupIds: ['roof'] }), below)).toBe(false)
    expect(covers(less({ mobileKey: false }), below)).toBe(false)
    const leftOut = [{ employeeId: 'maya', until: null }]
    expect(covers(rule(all(denver), { leftOut }), below)).toBe(false)
    expect(covers(rule(all(denver), { leftOut }), { ...below, leftOut })).toBe(true)
  })

  it('and the sentence names it', () => {
    expect(
      checkCovered(rule(all(denver)), [rule(all(austin)), rule(all(denver))], testClock),
    ).toEqual({
      kind: 'covered',
      sentence:
        'Employees, above this rule, lets in everybody whom this one lets in, with the same result.',
      ruleId: 'above',
    })
  })

  it('only when everybody who matches it matches that one, for random rules and people', () => {
    let told = 0
    fc.assert(
      fc.property(likelyConditions, likelyConditions, (below, above) => {
        if (!implies(below, above, testClock)) return
        told++
        const past = people.filter(
          (person) =>
            evaluate(below, person, testClock).met && !evaluate(above, person, testClock).met,
        )
        expect(past, JSON.stringify({ below, above })).toEqual([])
      }),
      { numRuns: 10_000 },
    )
    expect(told).toBeGreaterThan(100)
  })

  it('as every rule is by itself', () => {
    fc.assert(fc.property(anyConditions, (one) => implies(one, one, testClock) || hasManyWays(one)))
  })
})

/** Nested choices beyond the bound are left out of account. */
function hasManyWays({ conditions }: Conditions): boolean {
  return conditions.filter((one) => one.kind === 'group' && one.match === 'any').length > 2
}

describe('a rule for everyone', () => {
  const counts = { matched: 214, total: 214 }
  it('is asked about', () => {
    expect(checkEveryone(all(denver), counts)).toEqual({
      kind: 'everyone',
      sentence: 'This is all 214 people. Meant?',
    })
    expect(checkEveryone(all(denver), { matched: 1, total: 1 })?.sentence).toBe(
      'This is the one person there is. Meant?',
    )
  })

  it.each([
    ['one person is missing', all(denver), { matched: 213, total: 214 }],
    ['nobody is there', all(denver), { matched: 0, total: 0 }],
    ['the rule says so', all(ask('active', 'isYes')), counts],
  ])('and is not when %s', (_, conditions, found) => {
    expect(checkEveryone(conditions, found)).toBeUndefined()
  })
})
