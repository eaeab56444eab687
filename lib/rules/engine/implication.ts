import { type Condition, type Conditions, leavesOf, type SingleCondition } from './condition'
import type { Clock } from './dates'
import {
  candidatesOf,
  isMetBy,
  isUniversal,
  isWithin,
  needsValue,
  overlap,
  type Range,
  rangeOf,
  type Term,
  termOf,
} from './terms'

/** Ways through a rule that are looked at; beyond them nested choices are left out of account. */
const BRANCHES_MAX = 64

/** Conditions that hold together. Everybody whom a rule admits comes through one of its branches. */
export type Branch = Term[]

/**
 * Whether everybody who meets the first meets the second as well. Yes is certain; no may mean that
 * nobody here can tell.
 */
export function implies(narrow: Conditions, wide: Conditions, clock: Clock): boolean {
  return branchesOf(narrow).every((branch) => {
    const parts = wide.conditions.map((part) => impliesPart(branch, part, clock))
    return wide.match === 'all' ? parts.every(Boolean) : parts.some(Boolean)
  })
}

/** Unreadable conditions are met by nobody, so their branches lead nowhere and are left out. */
export function branchesOf({ match, conditions }: Conditions): Branch[] {
  if (match === 'any') return conditions.flatMap(branchesOfPart)
  let branches: Branch[] = [[]]
  for (const part of conditions) {
    const ways = branchesOfPart(part)
    if (ways.length > 1 && branches.length * ways.length > BRANCHES_MAX) continue
    branches = branches.flatMap((branch) => ways.map((way) => [...branch, ...way]))
  }
  return branches
}

function branchesOfPart(part: Condition): Branch[] {
  const read = (one: SingleCondition): Branch[] => {
    const term = termOf(one)
    return term ? [[term]] : []
  }
  if (part.kind === 'condition') return read(part)
  if (part.match === 'any') return part.conditions.flatMap(read)
  const terms = part.conditions.map(termOf)
  return terms.includes(undefined) ? [] : [terms.filter((term) => term !== undefined)]
}

function impliesPart(branch: Branch, part: Condition, clock: Clock): boolean {
  const answers = leavesOf([part]).map((one) => {
    const term = termOf(one)
    return term !== undefined && impliesTerm(branch, term, clock)
  })
  const needsAll = part.kind === 'condition' || part.match === 'all'
  return needsAll ? answers.every(Boolean) : answers.some(Boolean)
}

function impliesTerm(branch: Branch, wide: Term, clock: Clock): boolean {
  const about = branch.filter((one) => one.operand.id === wide.operand.id)
  if (about.length === 0) return false
  if (wide.mode === 'empty') return about.some((one) => one.mode === 'empty')
  if (!about.some(needsValue)) return false
  if (wide.mode === 'notEmpty') return wide.operand.type !== 'groups'
  if (wide.operand.type === 'groups') return impliesGroups(about, wide)
  return (
    about.some((one) => impliesAlone(one, wide, clock)) ||
    impliesByCandidates(about, wide, clock) ||
    impliesByRange(about, wide, clock)
  )
}

function impliesGroups(about: Branch, { mode, wanted }: Term): boolean {
  const inside = new Set(
    about
      .filter((one) => one.mode === 'all' || (one.mode === 'any' && one.wanted.length === 1))
      .flatMap((one) => one.wanted),
  )
  const outside = new Set(about.filter((one) => one.mode === 'none').flatMap((one) => one.wanted))
  if (mode === 'all') return wanted.every((group) => inside.has(group))
  if (mode === 'none') return wanted.every((group) => outside.has(group))
  return (
    wanted.some((group) => inside.has(group)) ||
    about.some((one) => one.mode === 'any' && one.wanted.every((group) => wanted.includes(group)))
  )
}

/** One condition is enough: what passes its test passes the other's. */
function impliesAlone(narrow: Term, wide: Term, clock: Clock): boolean {
  if (wide.mode === 'none') {
    if (narrow.mode === 'none') return passingImplies(wide, narrow, clock)
    return isUniversal(narrow) && excludes(narrow, wide, clock)
  }
  if (narrow.mode === 'none' || narrow.mode === 'notEmpty' || narrow.mode === 'empty') return false
  // Some value passing says nothing about every value, unless there is but one.
  if (wide.mode === 'every' && !isUniversal(narrow)) return false
  return passingImplies(narrow, wide, clock)
}

/** No value that passes the first test passes the second; told only where one names its values. */
function excludes(narrow: Term, wide: Term, clock: Clock): boolean {
  if (wide.test === 'equals') return wide.wanted.every((value) => !isMetBy(narrow, value, clock))
  const candidates = candidatesOf(narrow)
  return candidates?.every((value) => isMetBy(wide, value, clock)) ?? false
}

/** Whether every value that passes the first test passes the second; modes do not matter here. */
function passingImplies(narrow: Term, wide: Term, clock: Clock): boolean {
  if (narrow.test === 'equals') {
    const passes = asSome(wide)
    return narrow.wanted.every((value) => isMetBy(passes, value, clock))
  }
  const [one, other] = [rangeOf(narrow, clock), rangeOf(wide, clock)]
  if (one && other) return overlap(one, other) !== undefined && isWithin(one, other)
  if (narrow.test === 'pattern' || wide.test === 'pattern') {
    return narrow.test === wide.test && narrow.wanted.every((text) => wide.wanted.includes(text))
  }
  return narrow.wanted.every((text) =>
    wide.wanted.some((part) => textImplies(narrow, text, { wide, part })),
  )
}

/** The positive condition with the same test, on one value. */
function asSome(term: Term): Term {
  const positive = positiveOf[term.condition.operator]
  return positive ? { ...term, condition: { ...term.condition, operator: positive } } : term
}

const positiveOf: Partial<Record<SingleCondition['operator'], SingleCondition['operator']>> = {
  isNot: 'is',
  isNoneOf: 'isAnyOf',
  doesNotContain: 'contains',
  doesNotStartWith: 'startsWith',
  doesNotEndWith: 'endsWith',
  noneIs: 'anyIs',
  noneContains: 'anyContains',
  noneStartsWith: 'anyStartsWith',
}

function textImplies(
  { test }: Term,
  text: string,
  { wide, part }: { wide: Term; part: string },
): boolean {
  switch (wide.test) {
    case 'contains':
      return (test === 'domain' ? `@${text}` : text).includes(part) && isTextTest(test)
    case 'starts':
      return test === 'starts' && text.startsWith(part)
    case 'ends':
      return (
        (test === 'ends' || test === 'domain') &&
        (test === 'domain' ? `@${text}` : text).endsWith(part)
      )
    case 'domain':
      return test === 'domain' && text === part
    default:
      return false
  }
}

function isTextTest(test: Term['test']): boolean {
  return test === 'contains' || test === 'starts' || test === 'ends' || test === 'domain'
}

/** The value must be one of a few, and each that the other conditions let through will do. */
function impliesByCandidates(about: Branch, wide: Term, clock: Clock): boolean {
  if (!wide.single) return false
  const candidates = about.flatMap((one) => {
    const values = candidatesOf(one)
    return values ? [values] : []
  })
  return candidates.some((values) =>
    values
      .filter((value) => about.every((one) => isMetBy(one, value, clock)))
      .every((value) => isMetBy(wide, value, clock)),
  )
}

/** What all ranges leave together lies within the wanted one. */
function impliesByRange(about: Branch, wide: Term, clock: Clock): boolean {
  const outer = rangeOf(wide, clock)
  if (!outer || !wide.single || wide.mode === 'none') return false
  let inner: Range | undefined
  for (const term of about) {
    const range = rangeOf(term, clock)
    if (range) inner = inner ? overlap(inner, range) : range
  }
  return inner !== undefined && overlap(inner, outer) !== undefined && isWithin(inner, outer)
}
