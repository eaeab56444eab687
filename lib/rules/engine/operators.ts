import type { DateTest } from './dates'
import type { OperandType } from './operands'

/**
 * Operators (product.md 4.2). Each says which values of a person must meet a test, and which test:
 * memory and SQL both read this table, so neither has a meaning of its own.
 */
export type Mode =
  /** Some value of the person meets the test with some wanted value. */
  | 'any'
  /** There is a value, and none meets the test. */
  | 'none'
  /** There is a value, and every one meets the test. */
  | 'every'
  /** Each wanted value is one of the person's. */
  | 'all'
  | 'empty'
  | 'notEmpty'

export type Test =
  | 'equals'
  | 'contains'
  | 'starts'
  | 'ends'
  | 'domain'
  | 'pattern'
  | NumberTest
  | DateTest

export type NumberTest = 'below' | 'atMost' | 'above' | 'atLeast' | 'between'

const DATE_TESTS: Record<DateTest, true> = {
  on: true,
  before: true,
  onOrAfter: true,
  nextDays: true,
  lastDays: true,
}
const NUMBER_TESTS: Record<NumberTest, true> = {
  below: true,
  atMost: true,
  above: true,
  atLeast: true,
  between: true,
}

export function isDateTest(test: Test): test is DateTest {
  return Object.hasOwn(DATE_TESTS, test)
}

export function isNumberTest(test: Test): test is NumberTest {
  return Object.hasOwn(NUMBER_TESTS, test)
}

/**
 * Numbers that every side represents exactly: at most 15 digits, perhaps with a sign and a point.
 * Anything else is no number. JavaScript and Postgres read the pattern alike.
 */
export const NUMBER_PATTERN = '^-?([0-9]{1,15}|(?=[0-9.]{3,16}$)[0-9]+[.][0-9]+)$'
const NUMBER = new RegExp(NUMBER_PATTERN)

export function isNumber(text: string): boolean {
  return NUMBER.test(text)
}

export interface Operator {
  /** "N" stands where the one number belongs that it takes. */
  label: string
  mode: Mode
  test: Test
  /** How many wanted values it takes. */
  takes: 'none' | 'one' | 'two' | 'many'
}

export const operators = {
  is: { label: 'is', mode: 'any', test: 'equals', takes: 'one' },
  isNot: { label: 'is not', mode: 'none', test: 'equals', takes: 'one' },
  isAnyOf: { label: 'is any of', mode: 'any', test: 'equals', takes: 'many' },
  isNoneOf: { label: 'is none of', mode: 'none', test: 'equals', takes: 'many' },
  contains: { label: 'contains', mode: 'any', test: 'contains', takes: 'one' },
  doesNotContain: { label: 'does not contain', mode: 'none', test: 'contains', takes: 'one' },
  startsWith: { label: 'starts with', mode: 'any', test: 'starts', takes: 'one' },
  endsWith: { label: 'ends with', mode: 'any', test: 'ends', takes: 'one' },
  doesNotStartWith: { label: 'does not start with', mode: 'none', test: 'starts', takes: 'one' },
  doesNotEndWith: { label: 'does not end with', mode: 'none', test: 'ends', takes: 'one' },
  isEmpty: { label: 'is empty', mode: 'empty', test: 'equals', takes: 'none' },
  isNotEmpty: { label: 'is not empty', mode: 'notEmpty', test: 'equals', takes: 'none' },
  domainIs: { label: 'domain is', mode: 'any', test: 'domain', takes: 'one' },
  domainIsAnyOf: { label: 'domain is any of', mode: 'any', test: 'domain', takes: 'many' },
  memberOf: { label: 'is a member of', mode: 'any', test: 'equals', takes: 'one' },
  memberOfAny: { label: 'is a member of any of', mode: 'any', test: 'equals', takes: 'many' },
  memberOfAll: { label: 'is a member of all of', mode: 'all', test: 'equals', takes: 'many' },
  notMemberOf: { label: 'is not a member of', mode: 'none', test: 'equals', takes: 'many' },
  anyIs: { label: 'any value is', mode: 'any', test: 'equals', takes: 'many' },
  anyContains: { label: 'any value contains', mode: 'any', test: 'contains', takes: 'one' },
  anyStartsWith: { label: 'any value starts with', mode: 'any', test: 'starts', takes: 'one' },
  everyIs: { label: 'every value is one of', mode: 'every', test: 'equals', takes: 'many' },
  everyContains: { label: 'every value contains', mode: 'every', test: 'contains', takes: 'one' },
  everyStartsWith: {
    label: 'every value starts with',
    mode: 'every',
    test: 'starts',
    takes: 'one',
  },
  noneIs: { label: 'no value is', mode: 'none', test: 'equals', takes: 'many' },
  noneContains: { label: 'no value contains', mode: 'none', test: 'contains', takes: 'one' },
  noneStartsWith: { label: 'no value starts with', mode: 'none', test: 'starts', takes: 'one' },
  isYes: { label: 'is yes', mode: 'any', test: 'equals', takes: 'none' },
  isNo: { label: 'is no', mode: 'any', test: 'equals', takes: 'none' },
  lessThan: { label: 'less than', mode: 'any', test: 'below', takes: 'one' },
  atMost: { label: 'at most', mode: 'any', test: 'atMost', takes: 'one' },
  moreThan: { label: 'more than', mode: 'any', test: 'above', takes: 'one' },
  atLeast: { label: 'at least', mode: 'any', test: 'atLeast', takes: 'one' },
  between: { label: 'between', mode: 'any', test: 'between', takes: 'two' },
  matchesPattern: { label: 'matches pattern', mode: 'any', test: 'pattern', takes: 'one' },
  isOn: { label: 'is on', mode: 'any', test: 'on', takes: 'one' },
  isBefore: { label: 'is before', mode: 'any', test: 'before', takes: 'one' },
  isOnOrAfter: { label: 'is on or after', mode: 'any', test: 'onOrAfter', takes: 'one' },
  withinNextDays: {
    label: 'is within the next N days',
    mode: 'any',
    test: 'nextDays',
    takes: 'one',
  },
  withinLastDays: {
    label: 'is within the last N days',
    mode: 'any',
    test: 'lastDays',
    takes: 'one',
  },
} as const satisfies Record<string, Operator>

export type OperatorId = keyof typeof operators
export const operatorIds = Object.keys(operators) as [OperatorId, ...OperatorId[]]

const textOperators = [
  'is',
  'isNot',
  'isAnyOf',
  'isNoneOf',
  'contains',
  'doesNotContain',
  'startsWith',
  'endsWith',
  'doesNotStartWith',
  'doesNotEndWith',
  'matchesPattern',
  'isEmpty',
  'isNotEmpty',
] as const satisfies OperatorId[]

const numberOperators = [
  'lessThan',
  'atMost',
  'moreThan',
  'atLeast',
  'between',
] as const satisfies OperatorId[]

const dateOperators = [
  'isOn',
  'isBefore',
  'isOnOrAfter',
  'withinNextDays',
  'withinLastDays',
] as const satisfies OperatorId[]

/** What each type of operand offers, in the order of product.md 4.2. */
export const operatorsOfType: Record<OperandType, readonly OperatorId[]> = {
  text: textOperators,
  email: [...textOperators, 'domainIs', 'domainIsAnyOf'],
  list: [
    'anyIs',
    'anyContains',
    'anyStartsWith',
    'everyIs',
    'everyContains',
    'everyStartsWith',
    'noneIs',
    'noneContains',
    'noneStartsWith',
    'isEmpty',
    'isNotEmpty',
  ],
  groups: ['memberOf', 'memberOfAny', 'memberOfAll', 'notMemberOf'],
  person: ['is', 'isAnyOf', 'isEmpty', 'isNotEmpty'],
  yesNo: ['isYes', 'isNo'],
  // An employee's id is a text with leading zeros as well as a number.
  numberLike: [...textOperators, ...numberOperators],
  date: [...dateOperators, 'isEmpty', 'isNotEmpty'],
  // Nobody says what type a custom attribute has: its values do.
  custom: [...textOperators, ...numberOperators, ...dateOperators],
  code: ['isAnyOf', 'isNoneOf', 'isEmpty', 'isNotEmpty'],
}

/** Lists' operators are not offered for custom attributes, but rules from before may hold them. */
export function acceptsOperator(type: OperandType, operator: OperatorId): boolean {
  if (operatorsOfType[type].includes(operator)) return true
  return type === 'custom' && operatorsOfType.list.includes(operator)
}

export function operatorOf(id: OperatorId): Operator {
  return operators[id]
}
