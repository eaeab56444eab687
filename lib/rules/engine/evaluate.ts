import { type Conditions, type SingleCondition, wantedValues } from './condition'
import { type Clock, type DateTest, isInWindow, windowOf } from './dates'
import { datesOf, domainOf, type Facts } from './facts'
import { type Operand, operandOf } from './operands'
import {
  isDateTest,
  isNumber,
  isNumberTest,
  type NumberTest,
  type Operator,
  operatorOf,
  type Test,
} from './operators'
import { patternOf } from './pattern'

/** Whether a condition is met, and when not, whether that is because nobody can tell. */
export type Verdict = 'met' | 'notMet' | 'cannotTell'

/** Why nobody can tell (product.md 4.3). Not met, all of them. */
export type Doubt =
  | 'noValue'
  | 'noNumber'
  | 'noDate'
  /** The members of a group that it names have not arrived, so nobody knows who is in none of them. */
  | 'membersUnknown'
  /** The condition asks for what this version does not know. */
  | 'unknownOperand'

export interface ConditionResult {
  condition: SingleCondition
  verdict: Verdict
  /** Only with `cannotTell`. */
  doubt?: Doubt
  /** The person's values as Entra sent them, or folded where the document is not at hand. */
  actual: string[]
}

export interface Evaluation {
  met: boolean
  /** The results in the order of the conditions; a nested group's stand in its place. */
  results: (ConditionResult | { match: 'all' | 'any'; met: boolean; results: ConditionResult[] })[]
}

/** Decides a rule's conditions for one person, with the reason for each (product.md 4.3). */
export function evaluate(conditions: Conditions, facts: Facts, clock: Clock): Evaluation {
  const results = conditions.conditions.map((condition) => {
    if (condition.kind === 'condition') return evaluateCondition(condition, facts, clock)
    const inner = condition.conditions.map((one) => evaluateCondition(one, facts, clock))
    const met = combine(
      condition.match,
      inner.map((one) => one.verdict === 'met'),
    )
    return { match: condition.match, met, results: inner }
  })
  return { met: combine(conditions.match, results.map(isMet)), results }
}

export function isMet(result: Evaluation['results'][number]): boolean {
  return 'verdict' in result ? result.verdict === 'met' : result.met
}

function combine(match: 'all' | 'any', answers: boolean[]): boolean {
  return match === 'all' ? answers.every(Boolean) : answers.some(Boolean)
}

function evaluateCondition(
  condition: SingleCondition,
  facts: Facts,
  clock: Clock,
): ConditionResult {
  const operand = operandOf(condition.operand)
  // An operand that no longer exists is never met: doors fail closed.
  if (!operand) return { condition, verdict: 'cannotTell', doubt: 'unknownOperand', actual: [] }
  const values = operand.type === 'groups' ? facts.groups : (facts.values[operand.id] ?? [])
  const actual = operand.type === 'groups' ? values : (facts.sent?.[operand.id] ?? values)
  const { mode, test } = operatorOf(condition.operator)
  if (mode === 'empty' || mode === 'notEmpty') {
    return { condition, actual, verdict: verdict((values.length === 0) === (mode === 'empty')) }
  }
  if (operand.type === 'groups') return evaluateGroups(condition, operand, facts)
  const looked = isDateTest(test) ? (facts.values[datesOf(operand.id)] ?? []) : values
  const doubt = doubtOf(test, values, looked)
  if (doubt) return { condition, actual, verdict: 'cannotTell', doubt }
  const passes = testOf(condition, { operand, test, clock })
  return { condition, actual, verdict: verdict(holds(mode, looked, passes)) }
}

/**
 * Being in no group is a known fact, once the groups in question are known. Somebody who is in one is
 * in it at once; who is not in one whose members have not arrived may be in it (product.md 4.3).
 */
function evaluateGroups(
  condition: SingleCondition,
  operand: Operand,
  { groups: actual, unknownGroups }: Facts,
): ConditionResult {
  const { mode } = operatorOf(condition.operator)
  const wanted = wantedValues(condition, operand)
  const asked = (test: (group: string) => boolean) =>
    mode === 'all' ? wanted.every(test) : wanted.some(test)
  const isIn = asked((group) => actual.includes(group))
  const mayBeIn = asked((group) => actual.includes(group) || unknownGroups.includes(group))
  if (isIn !== mayBeIn) {
    return { condition, actual, verdict: 'cannotTell', doubt: 'membersUnknown' }
  }
  return { condition, actual, verdict: verdict(mode === 'none' ? !isIn : isIn) }
}

function verdict(met: boolean): Verdict {
  return met ? 'met' : 'notMet'
}

function doubtOf(test: Test, values: string[], looked: string[]): Doubt | undefined {
  if (values.length === 0) return 'noValue'
  if (looked.length === 0) return 'noDate'
  return isNumberTest(test) && !values.some(isNumber) ? 'noNumber' : undefined
}

/** What one value must pass; `all` asks it of the wanted values instead. */
interface ValueTest {
  passes: (value: string) => boolean
  wanted: string[]
}

function holds(mode: Operator['mode'], actual: string[], { passes, wanted }: ValueTest): boolean {
  switch (mode) {
    case 'any':
      return actual.some(passes)
    case 'none':
      return !actual.some(passes)
    case 'every':
      return actual.every(passes)
    case 'all':
      return wanted.every((value) => actual.includes(value))
    case 'empty':
      return actual.length === 0
    case 'notEmpty':
      return actual.length > 0
  }
}

function testOf(
  condition: SingleCondition,
  { operand, test, clock }: { operand: Operand; test: Test; clock: Clock },
): ValueTest {
  const wanted = wantedValues(condition, operand)
  if (isDateTest(test)) return { wanted, passes: dateTest(test, wanted, clock) }
  if (isNumberTest(test)) return { wanted, passes: (value) => passesNumber(test, value, wanted) }
  if (test === 'pattern') {
    const patterns = wanted.flatMap((text) => patternOf(text, operand.foldedAs) ?? [])
    return { wanted, passes: (value) => patterns.some((one) => one.matches(value)) }
  }
  return { wanted, passes: (value) => passesText(test, value, wanted) }
}

type TextTest = Exclude<Test, NumberTest | DateTest | 'pattern'>

function passesText(test: TextTest, value: string, wanted: string[]): boolean {
  switch (test) {
    case 'equals':
      return wanted.includes(value)
    case 'contains':
      return wanted.some((one) => value.includes(one))
    case 'starts':
      return wanted.some((one) => value.startsWith(one))
    case 'ends':
      return wanted.some((one) => value.endsWith(one))
    case 'domain':
      return wanted.includes(domainOf(value) ?? '')
  }
}

function passesNumber(test: NumberTest, value: string, wanted: string[]): boolean {
  const [first = '', second = ''] = wanted
  if (!isNumber(value) || !isNumber(first)) return false
  const [number, low] = [Number(value), Number(first)]
  switch (test) {
    case 'below':
      return number < low
    case 'atMost':
      return number <= low
    case 'above':
      return number > low
    case 'atLeast':
      return number >= low
    case 'between':
      return isNumber(second) && number >= low && number <= Number(second)
  }
}

function dateTest(test: DateTest, wanted: string[], clock: Clock): ValueTest['passes'] {
  const window = windowOf(test, wanted[0] ?? '', clock)
  return (value) => window !== undefined && isInWindow(value, window)
}
