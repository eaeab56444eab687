import { describe, expect, it } from 'vitest'
import {
  askedConditionsSchema,
  CONDITIONS_MAX,
  conditionsSchema,
  readConditions,
  type SingleCondition,
  VALUE_LENGTH_MAX,
  VALUES_MAX,
  wantedValues,
} from './condition'
import { operandOf } from './operands'
import { operatorIds, type operators, operatorsOfType } from './operators'

function ask(operand: string, operator: string, ...values: string[]) {
  return { kind: 'condition', operand, operator, values }
}

/** The first problem of one condition, as the form shows it: the field and the sentence. */
function problemOf(condition: unknown): string | undefined {
  const checked = conditionsSchema.safeParse({ match: 'all', conditions: [condition] })
  const issue = checked.error?.issues[0]
  return issue && `${String(issue.path.at(-1))}: ${issue.message}`
}

describe('a condition is refused with a sentence when', () => {
  it.each([
    ['nothing is asked', ask('', 'is', 'x'), 'operand: Choose what to look at.'],
    ['the operand does not exist', ask('shoe', 'is', 'x'), 'operand: Choose what to look at.'],
    ['the operator does not exist', ask('email', '=', 'x'), 'operator: Choose an operator.'],
    [
      'the operator is for another type',
      ask('department', 'memberOf', 'x'),
      'operator: Choose an operator for Department.',
    ],
    ['a value is missing', ask('department', 'is'), 'values: Give one value.'],
    ['there is one too many', ask('department', 'is', 'a', 'b'), 'values: Give one value.'],
    ['a list is empty', ask('department', 'isAnyOf'), 'values: Give at least one value.'],
    ['a bound is missing', ask('employeeId', 'between', '1'), 'values: Give two values.'],
    [
      'a value has no use',
      ask('department', 'isEmpty', 'x'),
      'values: This operator takes no value.',
    ],
    ['a value is blank', ask('department', 'is', ' \u00a0'), '0: Give a value.'],
    [
      'a value cannot be stored',
      ask('department', 'is', 'a\0'),
      '0: This holds a character that cannot be stored.',
    ],
    [
      'a value holds half a character',
      ask('department', 'is', 'a\ud83d'),
      '0: This holds a character that cannot be stored.',
    ],
    [
      'a value is too long',
      ask('department', 'is', 'x'.repeat(VALUE_LENGTH_MAX + 1)),
      '0: A value has at most 256 characters.',
    ],
    [
      'there are too many values',
      ask('department', 'isAnyOf', ...Array<string>(VALUES_MAX + 1).fill('x')),
      'values: At most 500 values.',
    ],
    [
      'a number is none',
      ask('employeeId', 'lessThan', 'ten'),
      'values: Give a number of at most 15 digits, such as 12 or 3.5.',
    ],
    [
      'the bounds are the wrong way round',
      ask('employeeId', 'between', '9', '3'),
      'values: Give the smaller number first.',
    ],
    [
      'a date is none',
      ask('startDate', 'isOn', '26.11.2026'),
      'values: Give a date as year-month-day, such as 2026-11-26.',
    ],
    [
      'a date is not in the calendar',
      ask('startDate', 'isBefore', '2026-02-30'),
      'values: Give a date as year-month-day, such as 2026-11-26.',
    ],
    [
      'days are none',
      ask('leaveDate', 'withinNextDays', '0'),
      'values: Give a number of days from 1 to 3650.',
    ],
    [
      'a date is asked as a text',
      ask('startDate', 'contains', '2026'),
      'operator: Choose an operator for Start date.',
    ],
    [
      'a pattern cannot be read',
      ask('department', 'matchesPattern', '(eng'),
      'values: A ( in the pattern is not closed.',
    ],
    [
      'a pattern is too long',
      ask('email', 'matchesPattern', 'x'.repeat(201)),
      'values: A pattern has at most 200 characters.',
    ],
    [
      'a domain is nothing but its sign',
      ask('email', 'domainIs', '@'),
      'values: Give a domain, such as contoso.com.',
    ],
    [
      'a domain is an address',
      ask('email', 'domainIsAnyOf', 'contoso.com', 'maya@contoso.com'),
      'values: Give a domain, such as contoso.com.',
    ],
  ])('%s', (_, condition, problem) => {
    expect(problemOf(condition)).toBe(problem)
  })
})

describe('a rule', () => {
  const one = ask('department', 'is', 'x')
  const box = (count: number) => ({
    kind: 'group',
    match: 'any',
    conditions: Array(count).fill(one),
  })
  const accepts = (...conditions: unknown[]) =>
    conditionsSchema.safeParse({ match: 'all', conditions }).success

  it('has at least one condition', () => {
    expect(accepts()).toBe(false)
  })

  it('has at most fifty conditions, those of nested boxes counted', () => {
    expect(accepts(box(CONDITIONS_MAX - 1), one)).toBe(true)
    expect(accepts(box(CONDITIONS_MAX - 1), one, one)).toBe(false)
  })

  it('has one nested box at most; one from before with several may still be asked, and is read', () => {
    expect(accepts(box(1), one)).toBe(true)
    expect(accepts(box(1), box(1))).toBe(false)
    const before = { match: 'all', conditions: [box(1), box(1)] }
    expect(askedConditionsSchema.safeParse(before).success).toBe(true)
    expect(readConditions(before)).toEqual(before)
  })

  it('nests one level and no more', () => {
    expect(accepts({ kind: 'group', match: 'any', conditions: [box(1)] })).toBe(false)
  })

  it('may ask for any attribute of a custom extension', () => {
    expect(accepts(ask('ext:urn:ietf:params:scim:x:2.0:User:badge', 'anyIs', 'x'))).toBe(true)
    expect(accepts(ask('ext:urn:no name', 'anyIs', 'x'))).toBe(false)
  })

  it.each([
    ['a text', ask('ext:urn:x:badge', 'contains', 'x')],
    ['a number', ask('ext:urn:x:badge', 'atLeast', '3')],
    ['a date', ask('ext:urn:x:badge', 'withinLastDays', '7')],
    ['a list, as rules from before do', ask('ext:urn:x:badge', 'everyStartsWith', 'x')],
  ])('may ask for a custom attribute as %s', (_, condition) => {
    expect(accepts(condition)).toBe(true)
  })

  it('can use every operator with some operand', () => {
    const offered = new Set(Object.values(operatorsOfType).flat())
    expect(operatorIds.filter((id) => !offered.has(id))).toEqual([])
  })
})

describe('stored conditions', () => {
  const good = { kind: 'condition', operand: 'department', operator: 'is', values: ['x'] } as const
  const unreadable = { kind: 'condition', operand: 'unreadable', operator: 'isEmpty', values: [] }

  it('are read as they were written', () => {
    const box = { kind: 'group', match: 'any', conditions: [good, good] }
    const stored = { match: 'any', conditions: [good, box] }
    expect(readConditions(stored)).toEqual(stored)
  })

  it.each([
    ['an operand that is gone', ask('shoe', 'is', 'x')],
    ['an operator that is gone', ask('department', 'resembles', 'x')],
    ['a negative condition that lost its values', ask('department', 'isNoneOf')],
    ['nothing', null],
  ])('stand in the way where they hold %s, and leave the others alone', (_, bad) => {
    expect(readConditions({ match: 'any', conditions: [good, bad] }).conditions).toEqual([
      good,
      unreadable,
    ])
    const box = { kind: 'group', match: 'any', conditions: [bad, good] }
    expect(readConditions({ match: 'all', conditions: [box] }).conditions).toEqual([
      { ...box, conditions: [unreadable, good] },
    ])
  })

  it.each([null, 7, {}, { match: 'some', conditions: [good] }, { match: 'all', conditions: [] }])(
    'let nobody in when they are %j',
    (stored) => {
      expect(readConditions(stored)).toEqual({ match: 'all', conditions: [unreadable] })
    },
  )
})

describe('wanted values', () => {
  function wanted(operand: string, operator: keyof typeof operators, ...values: string[]) {
    const known = operandOf(operand)
    if (!known) throw new Error(`No operand ${operand}`)
    const condition: SingleCondition = { kind: 'condition', operand, operator, values }
    return wantedValues(condition, known)
  }

  it('are folded like facts, each once and none empty', () => {
    expect(wanted('department', 'isAnyOf', ' Eng ', 'ENG', ' ', 'Ops')).toEqual(['eng', 'ops'])
  })

  it('keep the ids of groups as they are', () => {
    expect(wanted('group', 'memberOf', 'grp_Ab')).toEqual(['grp_Ab'])
  })

  it('name a country by its code', () => {
    expect(wanted('country', 'isAnyOf', 'US')).toEqual(['us'])
  })
})
