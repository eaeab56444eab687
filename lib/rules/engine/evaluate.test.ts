import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyConditions, anyPerson, testClock, testGroupIds } from '../test-conditions'
import { conditionsSchema, type SingleCondition } from './condition'
import { type Doubt, evaluate, isMet, type Verdict } from './evaluate'
import { type Facts, factsFromScim } from './facts'
import type { OperatorId } from './operators'

const person = (facts: Partial<Facts> = {}): Facts => ({
  values: {},
  groups: [],
  unknownGroups: [],
  ...facts,
})

function ask(operand: string, operator: OperatorId, ...values: string[]): SingleCondition {
  return { kind: 'condition', operand, operator, values }
}

/** The verdict on one condition, which must be one that the form would let pass. */
function verdictOn(condition: SingleCondition, facts: Facts): Verdict {
  const checked = conditionsSchema.parse({ match: 'all', conditions: [condition] })
  const [result] = evaluate(checked, facts, testClock).results
  if (!result || !('verdict' in result)) throw new Error('A single condition has a verdict.')
  return result.verdict
}

const [MET, NOT, CANNOT_TELL] = ['met', 'notMet', 'cannotTell'] as const

describe('a text condition', () => {
  it.each<[OperatorId, string[], Verdict]>([
    ['is', ['  ENGINEERING '], MET],
    ['is', ['Engineer'], NOT],
    ['isNot', ['Sales'], MET],
    ['isNot', ['engineering'], NOT],
    ['isAnyOf', ['Sales', 'Engineering'], MET],
    ['isAnyOf', ['Sales', 'Legal'], NOT],
    ['isNoneOf', ['Sales', 'Legal'], MET],
    ['isNoneOf', ['Sales', 'Engineering'], NOT],
    ['contains', ['GINE'], MET],
    ['contains', ['%'], NOT],
    ['doesNotContain', ['sales'], MET],
    ['doesNotContain', ['gine'], NOT],
    ['startsWith', ['Eng'], MET],
    ['startsWith', ['ring'], NOT],
    ['endsWith', ['Ring'], MET],
    ['endsWith', ['eng'], NOT],
    ['doesNotStartWith', ['ring'], MET],
    ['doesNotStartWith', ['eng'], NOT],
    ['doesNotEndWith', ['eng'], MET],
    ['doesNotEndWith', ['ring'], NOT],
    ['matchesPattern', ['^ENG.*ing$'], MET],
    ['matchesPattern', ['^ring'], NOT],
    ['isEmpty', [], NOT],
    ['isNotEmpty', [], MET],
  ])('Department %s %j of an engineer is %s', (operator, values, verdict) => {
    const engineer = person({ values: { department: ['engineering'] } })
    expect(verdictOn(ask('department', operator, ...values), engineer)).toBe(verdict)
  })
})

describe('a person without a value', () => {
  it.each<[string, OperatorId, string[], Verdict]>([
    ['department', 'is', ['x'], CANNOT_TELL],
    ['department', 'isNot', ['Contractors'], CANNOT_TELL],
    ['department', 'isNoneOf', ['Contractors'], CANNOT_TELL],
    ['department', 'doesNotContain', ['x'], CANNOT_TELL],
    ['department', 'doesNotStartWith', ['x'], CANNOT_TELL],
    ['department', 'isNotEmpty', [], NOT],
    ['department', 'isEmpty', [], MET],
    ['appRole', 'everyIs', ['x'], CANNOT_TELL],
    ['appRole', 'noneIs', ['x'], CANNOT_TELL],
    ['manager', 'isEmpty', [], MET],
    ['country', 'isNoneOf', ['US'], CANNOT_TELL],
    ['active', 'isNo', [], CANNOT_TELL],
    ['employeeId', 'lessThan', ['5'], CANNOT_TELL],
    ['department', 'matchesPattern', ['.*'], CANNOT_TELL],
    ['startDate', 'isBefore', ['2026-11-26'], CANNOT_TELL],
    ['startDate', 'isEmpty', [], MET],
    ['guest', 'isNo', [], CANNOT_TELL],
    ['email', 'domainIs', ['contoso.com'], CANNOT_TELL],
  ])('meets %s %s %j: %s', (operand, operator, values, verdict) => {
    expect(verdictOn(ask(operand, operator, ...values), person())).toBe(verdict)
  })
})

describe('a condition on a list', () => {
  it.each<[OperatorId, string[], Verdict]>([
    ['anyIs', ['Lab'], MET],
    ['anyIs', ['Roof'], NOT],
    ['anyContains', ['oor'], MET],
    ['anyStartsWith', ['la'], MET],
    ['everyIs', ['Lab', 'Door.User', 'Roof'], MET],
    ['everyIs', ['Lab'], NOT],
    ['everyContains', ['a'], NOT],
    ['everyStartsWith', ['d'], NOT],
    ['noneIs', ['Roof'], MET],
    ['noneIs', ['Roof', 'Lab'], NOT],
    ['noneContains', ['oor'], NOT],
    ['noneStartsWith', ['oor'], MET],
  ])('App role %s %j of somebody with Door.User and Lab is %s', (operator, values, verdict) => {
    const both = person({ values: { appRole: ['door.user', 'lab'] } })
    expect(verdictOn(ask('appRole', operator, ...values), both)).toBe(verdict)
  })
})

describe('a condition on groups', () => {
  const rows: [OperatorId, string[], string[], Verdict][] = [
    ['memberOf', ['a'], ['a', 'b'], MET],
    ['memberOf', ['a'], ['b'], NOT],
    ['memberOf', ['A'], ['a'], NOT],
    ['memberOfAny', ['a', 'c'], ['c'], MET],
    ['memberOfAny', ['a', 'c'], [], NOT],
    ['memberOfAll', ['a', 'b'], ['a', 'b', 'c'], MET],
    ['memberOfAll', ['a', 'b'], ['a'], NOT],
    ['notMemberOf', ['a', 'b'], ['c'], MET],
    ['notMemberOf', ['a', 'b'], [], MET],
    ['notMemberOf', ['a', 'b'], ['b'], NOT],
  ]
  it.each(rows)('%s %j of a member of %j is %s', (operator, values, groups, verdict) => {
    expect(verdictOn(ask('group', operator, ...values), person({ groups }))).toBe(verdict)
  })

  it.each<[OperatorId, string[], string[], Verdict]>([
    ['memberOf', ['new'], ['a'], CANNOT_TELL],
    ['memberOf', ['new'], ['new'], MET],
    ['memberOfAny', ['a', 'new'], ['a'], MET],
    ['memberOfAny', ['a', 'new'], ['b'], CANNOT_TELL],
    ['memberOfAll', ['a', 'new'], ['a'], CANNOT_TELL],
    ['memberOfAll', ['a', 'new'], ['b'], NOT],
    ['memberOfAll', ['a', 'new'], ['a', 'new'], MET],
    ['notMemberOf', ['new'], ['a'], CANNOT_TELL],
    ['notMemberOf', ['a', 'new'], [], CANNOT_TELL],
    ['notMemberOf', ['a', 'new'], ['a'], NOT],
    ['notMemberOf', ['new'], ['new'], NOT],
    ['notMemberOf', ['a'], [], MET],
  ])(
    '%s %j of a member of %j, while the members of "new" arrive, is %s',
    (operator, values, groups, verdict) => {
      const early = person({ groups, unknownGroups: ['new'] })
      expect(verdictOn(ask('group', operator, ...values), early)).toBe(verdict)
    },
  )
})

describe('a condition on an e-mail domain', () => {
  it.each<[string, string, Verdict]>([
    ['maya@contoso.com', 'Contoso.com', MET],
    ['maya@contoso.com', '@contoso.com', MET],
    ['maya@eu.contoso.com', 'contoso.com', NOT],
    ['maya@evilcontoso.com', 'contoso.com', NOT],
    ['contoso.com@evil.example', 'contoso.com', NOT],
    ['contoso.com', 'contoso.com', NOT],
    ['maya@straße.de', 'STRAßE.de', MET],
    ['maya@straße.de', 'strasse.de', NOT],
  ])('of %s, wanted %s, is %s', (userName, wanted, verdict) => {
    const one = person({ values: { userName: [userName] } })
    expect(verdictOn(ask('userName', 'domainIs', wanted), one)).toBe(verdict)
    expect(verdictOn(ask('userName', 'domainIsAnyOf', 'x.example', wanted), one)).toBe(verdict)
  })
})

describe('a condition on a number', () => {
  it.each<[string, OperatorId, string[], Verdict]>([
    ['00421', 'is', ['00421'], MET],
    ['00421', 'is', ['421'], NOT],
    ['00421', 'isNot', ['421'], MET],
    ['00421', 'lessThan', ['422'], MET],
    ['00421', 'lessThan', ['421'], NOT],
    ['00421', 'atMost', ['421'], MET],
    ['00421', 'moreThan', ['421'], NOT],
    ['00421', 'atLeast', ['421'], MET],
    ['00421', 'between', ['400', '421'], MET],
    ['00421', 'between', ['422', '500'], NOT],
    ['00421', 'between', ['421', '421'], MET],
    ['9', 'lessThan', ['10'], MET],
    ['E-17', 'lessThan', ['99'], CANNOT_TELL],
    ['E-17', 'moreThan', ['1'], CANNOT_TELL],
    ['9999999999999999', 'moreThan', ['1'], CANNOT_TELL],
    ['-3', 'lessThan', ['0'], MET],
    ['-3', 'atLeast', ['-3.0'], MET],
    ['2.5', 'between', ['2.25', '2.75'], MET],
    ['2.5', 'moreThan', ['2.5'], NOT],
    ['2.', 'moreThan', ['1'], CANNOT_TELL],
    ['1,5', 'moreThan', ['1'], CANNOT_TELL],
    ['0.1234567890123456', 'moreThan', ['0'], CANNOT_TELL],
  ])('Employee ID %s %s %j is %s', (employeeId, operator, values, verdict) => {
    const one = person({ values: { employeeId: [employeeId] } })
    expect(verdictOn(ask('employeeId', operator, ...values), one)).toBe(verdict)
  })
})

describe('a condition on a country', () => {
  it.each<[string, string, Verdict]>([
    ['us', 'US', MET],
    ['united states', 'us', MET],
    ['us', 'United States', MET],
    ['GB', 'UK', MET],
    ['uk', 'united kingdom', MET],
    ['USA', 'US', MET],
    ['United States of America', 'US', MET],
    ['Russian Federation', 'RU', MET],
    ['RU', 'Russia', MET],
    ['Great Britain', 'GB', MET],
    ['Canada', 'US', NOT],
    ['somewhere', 'Somewhere', MET],
    ['Somewhere', 'RU', NOT],
    ['curaçao', 'AN', NOT],
  ])('of somebody in %s, wanted %s, is %s', (country, wanted, verdict) => {
    const addresses = [{ type: 'work', country }]
    const one = person({ values: factsFromScim({ addresses }) })
    const opposite = verdict === MET ? NOT : MET
    expect(verdictOn(ask('country', 'isAnyOf', wanted), one)).toBe(verdict)
    expect(verdictOn(ask('country', 'isNoneOf', wanted), one)).toBe(opposite)
  })
})

describe('a condition on a date, at half past midnight of 26 November in Denver,', () => {
  it.each<[string, OperatorId, string[], Verdict]>([
    ['2026-11-26', 'isOn', ['2026-11-26'], MET],
    ['2026-11-26T06:59:00Z', 'isOn', ['2026-11-26'], NOT],
    ['2026-11-27T06:59:00Z', 'isOn', ['2026-11-26'], MET],
    ['2026-11-25', 'isBefore', ['2026-11-26'], MET],
    ['2026-11-26', 'isBefore', ['2026-11-26'], NOT],
    ['11/26/2026 12:00:00 AM', 'isOnOrAfter', ['2026-11-26'], MET],
    ['20261125', 'isOnOrAfter', ['2026-11-26'], NOT],
    ['2026-12-03', 'withinNextDays', ['7'], MET],
    ['2026-12-04', 'withinNextDays', ['7'], NOT],
    ['2026-11-19', 'withinLastDays', ['7'], MET],
    ['2026-11-27', 'withinLastDays', ['7'], NOT],
    ['soon', 'isBefore', ['2026-11-26'], CANNOT_TELL],
    ['2026-02-30', 'isOnOrAfter', ['2026-01-01'], CANNOT_TELL],
    ['soon', 'isNotEmpty', [], MET],
  ])('%s %s %j is %s', (startDate, operator, values, verdict) => {
    const urn = 'urn:ietf:params:scim:schemas:extension:x:2.0:User'
    const hired = person({ values: factsFromScim({ [urn]: { startDate, day: startDate } }) })
    expect(verdictOn(ask('startDate', operator, ...values), hired)).toBe(verdict)
    expect(verdictOn(ask(`ext:${urn}:day`, operator, ...values), hired)).toBe(verdict)
  })
})

describe('what stands in the way of an answer', () => {
  it.each<[Doubt, SingleCondition, Partial<Facts>]>([
    ['noValue', ask('department', 'isNot', 'x'), {}],
    ['noNumber', ask('employeeId', 'atLeast', '1'), { values: { employeeId: ['e-17'] } }],
    ['noDate', ask('startDate', 'isOn', '2026-11-26'), { values: { startDate: ['soon'] } }],
    ['membersUnknown', ask('group', 'notMemberOf', 'a'), { unknownGroups: ['a'] }],
  ])('is named: %s', (doubt, condition, facts) => {
    const { results } = evaluate(
      { match: 'all', conditions: [condition] },
      person(facts),
      testClock,
    )
    expect(results).toMatchObject([{ verdict: CANNOT_TELL, doubt }])
  })
})

describe('yes and no', () => {
  it.each<[OperatorId, string, Verdict]>([
    ['isYes', 'true', MET],
    ['isYes', 'false', NOT],
    ['isNo', 'false', MET],
    ['isNo', 'true', NOT],
  ])('%s of %s is %s', (operator, active, verdict) => {
    expect(verdictOn(ask('active', operator), person({ values: { active: [active] } }))).toBe(
      verdict,
    )
  })
})

describe('conditions together', () => {
  const yes = ask('department', 'is', 'eng')
  const no = ask('department', 'is', 'sales')
  const engineer = person({ values: { department: ['eng'] } })

  it.each([
    ['all', [yes, yes], true],
    ['all', [yes, no], false],
    ['any', [yes, no], true],
    ['any', [no, no], false],
  ] as const)('%s of them: %#', (match, conditions, met) => {
    expect(evaluate({ match, conditions: [...conditions] }, engineer, testClock).met).toBe(met)
  })

  it.each([
    ['any', true],
    ['all', false],
  ] as const)('a nested box has an any/all of its own: %s', (match, met) => {
    const box = { kind: 'group' as const, match, conditions: [yes, no] }
    const { results, ...answer } = evaluate(
      { match: 'all', conditions: [yes, box] },
      engineer,
      testClock,
    )
    expect(answer.met).toBe(met)
    expect(results[1]).toMatchObject({ match, met, results: [{ verdict: MET }, { verdict: NOT }] })
  })

  it('names what the person has as it was sent, where that is at hand', () => {
    const sent = { department: ['  Eng'] }
    const { results } = evaluate(
      { match: 'all', conditions: [yes] },
      { ...engineer, sent },
      testClock,
    )
    expect(results).toMatchObject([{ verdict: MET, actual: ['  Eng'] }])
  })

  it('names what the person has beside each answer', () => {
    const { results } = evaluate({ match: 'all', conditions: [no] }, engineer, testClock)
    expect(results).toEqual([{ condition: no, verdict: NOT, actual: ['eng'] }])
  })
})

describe('any conditions on any person', () => {
  it('have an answer, which is what the parts say', () => {
    fc.assert(
      fc.property(anyConditions, anyPerson, (conditions, facts) => {
        const { met, results } = evaluate(conditions, facts, testClock)
        expect(results).toHaveLength(conditions.conditions.length)
        const parts = results.map(isMet)
        expect(met).toBe(conditions.match === 'all' ? !parts.includes(false) : parts.includes(true))
      }),
    )
  })

  it('are met by nobody of whom nothing is known, unless something is asked to be empty', () => {
    const nobody = person({ unknownGroups: testGroupIds })
    fc.assert(
      fc.property(anyConditions, (conditions) => {
        fc.pre(!JSON.stringify(conditions).includes('"isEmpty"'))
        expect(evaluate(conditions, nobody, testClock).met).toBe(false)
      }),
    )
  })

  it('are not met through a condition that asks for what does not exist', () => {
    const gone = ask('gone', 'isEmpty')
    expect(evaluate({ match: 'any', conditions: [gone] }, person(), testClock)).toMatchObject({
      met: false,
      results: [{ verdict: CANNOT_TELL }],
    })
  })
})
