import { type Conditions, type SingleCondition, wantedValues } from './condition'
import { domainOf, type Facts } from './facts'
import { type Operand, operandOf } from './operands'
import { isNumber, type NumberTest, type Operator, operatorOf, type Test } from './operators'

/** Whether a condition is met, and when not, whether that is because there is nothing to look at. */
export type Verdict = 'met' | 'notMet' | 'cannotTell'

export interface ConditionResult {
  condition: SingleCondition
  verdict: Verdict
  /** The person's folded values; names for people come from the document. */
  actual: string[]
}

export interface Evaluation {
  met: boolean
  /** The results in the order of the conditions; a nested group's stand in its place. */
  results: (ConditionResult | { match: 'all' | 'any'; met: boolean; results: ConditionResult[] })[]
}

/** Decides a rule's conditions for one person, with the reason for each (product.md 4.3). */
export function evaluate(conditions: Conditions, facts: Facts): Evaluation {
  const results = conditions.conditions.map((condition) => {
    if (condition.kind === 'condition') return evaluateCondition(condition, facts)
    const inner = condition.conditions.map((one) => evaluateCondition(one, facts))
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

function evaluateCondition(condition: SingleCondition, facts: Facts): ConditionResult {
  const operand = operandOf(condition.operand)
  // An operand that no longer exists is never met: doors fail closed.
  if (!operand) return { condition, verdict: 'cannotTell', actual: [] }
  const actual = operand.type === 'groups' ? facts.groups : (facts.values[operand.id] ?? [])
  return { condition, actual, verdict: verdictOf(condition, operand, { actual, facts }) }
}

function verdictOf(
  condition: SingleCondition,
  operand: Operand,
  { actual, facts }: { actual: string[]; facts: Facts },
): Verdict {
  const operator = operatorOf(condition.operator)
  if (operator.mode === 'empty') return actual.length === 0 ? 'met' : 'notMet'
  if (operator.mode === 'notEmpty') return actual.length > 0 ? 'met' : 'notMet'
  // Being in no group is a known fact, once groups are known at all.
  const nothingKnown = operand.type === 'groups' ? !facts.groupsKnown : actual.length === 0
  if (nothingKnown) return 'cannotTell'
  return holds(operator, actual, wantedValues(condition, operand)) ? 'met' : 'notMet'
}

function holds({ mode, test }: Operator, actual: string[], wanted: string[]): boolean {
  const passes = (value: string) => passesTest(test, value, wanted)
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

function passesTest(test: Test, value: string, wanted: string[]): boolean {
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
    default:
      return passesNumberTest(test, value, wanted)
  }
}

function passesNumberTest(test: NumberTest, value: string, wanted: string[]): boolean {
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
    case 'between': {
      // Equal bounds were folded into one.
      const bound = second === '' ? first : second
      return isNumber(bound) && number >= low && number <= Number(bound)
    }
  }
}
