import {
  type Condition,
  type Conditions,
  type Outcome,
  type SingleCondition,
  VALUES_MAX,
} from './condition'
import { contradictionIn } from './contradiction'
import type { Clock } from './dates'
import { describeCondition, type NameOf } from './describe'
import { branchesOf, implies } from './implication'
import type { Exception } from './left-out'
import { operatorsOfType } from './operators'
import type { Term } from './terms'

/** What is told about a rule while it is written (product.md 3.3). Each is a hint, none forbids. */
export type Finding =
  | {
      kind: 'impossible'
      sentence: string
      /** The conditions that exclude each other: the very objects that were given. */
      conditions: SingleCondition[]
      fix?: Fix
    }
  | { kind: 'covered'; sentence: string; ruleId: string }
  | { kind: 'everyone'; sentence: string }

/** What one press would make of the conditions. */
export interface Fix {
  label: string
  conditions: Conditions
}

/** Told when nobody at all can match, whoever works here; silent when that cannot be known. */
export function checkImpossible(
  conditions: Conditions,
  { clock, nameOf }: { clock: Clock; nameOf: NameOf },
): Finding | undefined {
  let first: Term[] | undefined
  for (const branch of branchesOf(conditions)) {
    const found = contradictionIn(branch, clock)
    if (!found) return undefined
    first ??= found
  }
  const rivals = first?.map((term) => term.condition) ?? []
  const words = rivals.map((one) => describeCondition(one, nameOf))
  const fix = fixFor(conditions, first ?? [])
  return {
    kind: 'impossible',
    sentence: `${sentenceOf(words)}${fix ? ' Use any?' : ''}`,
    conditions: rivals,
    ...(fix ? { fix } : {}),
  }
}

function sentenceOf(words: string[]): string {
  const [one, other, ...more] = words
  if (!one) return 'Nobody can meet a condition that cannot be read any more.'
  if (!other) return `Nobody can meet ${one}.`
  if (more.length > 0) return `Nobody can meet all of these: ${words.join(', ')}.`
  return `Nobody can be in both ${one} and ${other}.`
}

function fixFor(conditions: Conditions, rivals: Term[]): Fix | undefined {
  const [one, other, ...more] = rivals
  if (!one || !other || more.length > 0) return undefined
  const merged = mergedInto(one, other)
  if (merged) {
    return {
      label: 'Use any',
      conditions: replaced(conditions, merged, [one.condition, other.condition]),
    }
  }
  const alone = conditions.conditions.length === 2 && conditions.match === 'all'
  return alone ? { label: 'Use any', conditions: { ...conditions, match: 'any' } } : undefined
}

/** "is Denver" and "is Austin" were meant as "is any of Denver, Austin". */
function mergedInto(one: Term, other: Term): SingleCondition | undefined {
  const isOneOf = (term: Term) => term.mode === 'any' && term.test === 'equals' && term.single
  const values = [...new Set([...one.condition.values, ...other.condition.values])]
  const canMerge =
    isOneOf(one) &&
    isOneOf(other) &&
    operatorsOfType[one.operand.type].includes('isAnyOf') &&
    values.length <= VALUES_MAX
  return canMerge ? { ...one.condition, operator: 'isAnyOf', values } : undefined
}

/** The first of the conditions becomes another one, the second goes; a box left empty goes too. */
function replaced(
  rule: Conditions,
  by: SingleCondition,
  [first, second]: [SingleCondition, SingleCondition],
): Conditions {
  const change = (one: SingleCondition) => {
    if (one === first) return [by]
    return one === second ? [] : [one]
  }
  const parts = rule.conditions.flatMap((part): Condition[] => {
    if (part.kind === 'condition') return change(part)
    const kept = part.conditions.flatMap(change)
    return kept.length > 0 ? [{ ...part, conditions: kept }] : []
  })
  return { ...rule, conditions: parts }
}

/** A rule as far as one above it can make it needless. */
export interface CheckedRule {
  id: string
  name: string
  conditions: Conditions
  outcome: Outcome
  leftOut?: readonly Exception[]
}

/**
 * Told when a rule above admits everybody whom this one admits and gives at least as much. The role
 * does not matter, since the higher rule's counts.
 */
export function checkCovered(
  rule: Pick<CheckedRule, 'conditions' | 'outcome' | 'leftOut'>,
  above: readonly CheckedRule[],
  clock: Clock,
): Finding | undefined {
  const cover = above.find(
    (one) =>
      givesAsMuch(one.outcome, rule.outcome) &&
      skipsNobodyElse(one.leftOut ?? [], rule.leftOut ?? []) &&
      implies(rule.conditions, one.conditions, clock),
  )
  if (!cover) return undefined
  const sentence = `${cover.name}, above this rule, lets in everybody whom this one lets in, with the same result.`
  return { kind: 'covered', sentence, ruleId: cover.id }
}

function givesAsMuch(more: Outcome, less: Outcome): boolean {
  const hasGroups = less.accessGroupIds.every((id) => more.accessGroupIds.includes(id))
  return hasGroups && (more.mobileKey || !less.mobileKey)
}

function skipsNobodyElse(above: readonly Exception[], own: readonly Exception[]): boolean {
  return above.every(({ employeeId, until }) =>
    own.some((one) => one.employeeId === employeeId && (one.until === null || one.until === until)),
  )
}

/** Told by the live counts, unless the rule says so itself. */
export function checkEveryone(
  conditions: Conditions,
  { matched, total }: { matched: number; total: number },
): Finding | undefined {
  if (total === 0 || matched < total || isMeantForEveryone(conditions)) return undefined
  const people = total === 1 ? 'the one person there is' : `all ${total} people`
  return { kind: 'everyone', sentence: `This is ${people}. Meant?` }
}

/** "Account enabled is yes" alone is how a rule for everyone is written (product.md 4.3). */
function isMeantForEveryone({ conditions: [only, ...others] }: Conditions): boolean {
  return (
    others.length === 0 &&
    only?.kind === 'condition' &&
    only.operand === 'active' &&
    only.operator === 'isYes'
  )
}
