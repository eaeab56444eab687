import { type SingleCondition, wantedValues } from './condition'
import { type Clock, type DateWindow, readDate, windowOf } from './dates'
import { evaluate } from './evaluate'
import { datesOf } from './facts'
import { isSingleValued, type Operand, operandOf } from './operands'
import { isDateTest, isNumberTest, type Mode, operatorOf, type Test } from './operators'

/** A single condition taken apart, for reasoning about rules without any person. */
export interface Term {
  condition: SingleCondition
  operand: Operand
  mode: Mode
  test: Test
  wanted: string[]
  /** A person has one value at most, so every condition on it is about the same value. */
  single: boolean
}

/** Undefined for a condition that this version cannot read; nobody meets it. */
export function termOf(condition: SingleCondition): Term | undefined {
  const operand = operandOf(condition.operand)
  if (!operand) return undefined
  const { mode, test } = operatorOf(condition.operator)
  const wanted = wantedValues(condition, operand)
  return { condition, operand, mode, test, wanted, single: isSingleValued(operand) }
}

/** Whether somebody with this one value meets the condition. */
export function isMetBy({ condition, operand }: Term, value: string, clock: Clock): boolean {
  const date = readDate(value)
  const values = { [operand.id]: [value], ...(date ? { [datesOf(operand.id)]: [date] } : {}) }
  const groups = operand.type === 'groups' ? [value] : []
  const facts = { values, groups, unknownGroups: [] }
  return evaluate({ match: 'all', conditions: [condition] }, facts, clock).met
}

/** The values of which one must be there; undefined where any might do. */
export function candidatesOf({ mode, test, wanted }: Term): string[] | undefined {
  return test === 'equals' && (mode === 'any' || mode === 'every') ? wanted : undefined
}

/** It speaks about every value the person has, not about some value. */
export function isUniversal(term: Term): boolean {
  return term.mode === 'every' || term.mode === 'none' || (term.single && term.mode === 'any')
}

/** Whoever meets it has a value. */
export function needsValue({ mode }: Term): boolean {
  return mode !== 'empty'
}

/** Half open, like windows of dates. */
export interface Range {
  from: number | string
  to: number | string
}

/** The numbers or days that a condition lets through; undefined for other tests. */
export function rangeOf({ test, wanted }: Term, clock: Clock): Range | undefined {
  const [first = '', second = ''] = wanted
  if (isDateTest(test)) return dayRange(windowOf(test, first, clock))
  if (!isNumberTest(test)) return undefined
  const number = Number(first)
  switch (test) {
    case 'below':
      return { from: -Infinity, to: number }
    case 'atMost':
      return { from: -Infinity, to: justAbove(number) }
    case 'above':
      return { from: justAbove(number), to: Infinity }
    case 'atLeast':
      return { from: number, to: Infinity }
    case 'between':
      return { from: number, to: justAbove(Number(second)) }
  }
}

/** The next number that a computer knows: none of those that rules and people have lies between. */
function justAbove(number: number): number {
  if (number === 0) return Number.MIN_VALUE
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, number)
  bits.setBigInt64(0, bits.getBigInt64(0) + (number > 0 ? 1n : -1n))
  return bits.getFloat64(0)
}

/** Days and moments of a window part at the same places, so the days speak for both. */
function dayRange(window: DateWindow | undefined): Range | undefined {
  return window && { from: window.fromDay, to: window.toDay }
}

export function isEmptyRange({ from, to }: Range): boolean {
  return from >= to
}

export function isWithin(inner: Range, outer: Range): boolean {
  return inner.from >= outer.from && inner.to <= outer.to
}

/** What both let through; undefined where they measure different things. */
export function overlap(a: Range, b: Range): Range | undefined {
  if (typeof a.from !== typeof b.from) return undefined
  return { from: a.from > b.from ? a.from : b.from, to: a.to < b.to ? a.to : b.to }
}
