import type { Clock } from './dates'
import {
  candidatesOf,
  isEmptyRange,
  isMetBy,
  isUniversal,
  needsValue,
  overlap,
  rangeOf,
  type Term,
} from './terms'

/**
 * Two conditions, or one, that nobody can meet together; undefined where none is found. It is sure
 * of what it says and silent about the rest: a contradiction is never claimed that is none.
 */
export function contradictionIn(terms: readonly Term[], clock: Clock): Term[] | undefined {
  for (const [index, term] of terms.entries()) {
    if (isHopeless(term, clock)) return [term]
    const rival = terms
      .slice(0, index)
      .find((one) => one.operand.id === term.operand.id && contradict(one, term, clock))
    if (rival) return [rival, term]
  }
  return combinedContradiction(terms, clock)
}

/** Less than nothing, or between no days. */
function isHopeless(term: Term, clock: Clock): boolean {
  const range = rangeOf(term, clock)
  return range !== undefined && isEmptyRange(range)
}

function contradict(a: Term, b: Term, clock: Clock): boolean {
  if (!needsValue(a) || !needsValue(b)) return needsValue(a) !== needsValue(b)
  if (a.operand.type === 'groups') return groupsContradict(a, b) || groupsContradict(b, a)
  return (
    rangesContradict(a, b, clock) ||
    candidatesContradict(a, b, clock) ||
    candidatesContradict(b, a, clock) ||
    textsContradict(a, b) ||
    textsContradict(b, a)
  )
}

function groupsContradict(inside: Term, outside: Term): boolean {
  if (outside.mode !== 'none') return false
  const isForbidden = (group: string) => outside.wanted.includes(group)
  if (inside.mode === 'all') return inside.wanted.some(isForbidden)
  return inside.mode === 'any' && inside.wanted.every(isForbidden)
}

function rangesContradict(a: Term, b: Term, clock: Clock): boolean {
  if (!isUniversal(a) || !isUniversal(b)) return false
  const [one, other] = [rangeOf(a, clock), rangeOf(b, clock)]
  const both = one && other && overlap(one, other)
  return both !== undefined && isEmptyRange(both)
}

/** One of a few values must be there, and none of them gets past the other condition. */
function candidatesContradict(a: Term, b: Term, clock: Clock): boolean {
  const candidates = candidatesOf(a)
  if (!candidates || !isUniversal(b)) return false
  return candidates.every((value) => !isMetBy(b, value, clock))
}

/** Beginnings and ends that exclude each other, and a part that another condition forbids. */
function textsContradict(a: Term, b: Term): boolean {
  if (!isUniversal(b) || (a.mode !== 'any' && a.mode !== 'every')) return false
  if (b.mode === 'none') return a.wanted.every((text) => carries(a, text, b))
  if (a.test !== b.test) return false
  const clash = (one: string, other: string) => {
    if (a.test === 'starts') return !one.startsWith(other) && !other.startsWith(one)
    if (a.test === 'ends') return !one.endsWith(other) && !other.endsWith(one)
    return a.test === 'domain' && one !== other
  }
  return a.wanted.every((one) => b.wanted.every((other) => clash(one, other)))
}

/** A value of which `text` is that part holds what `b` forbids. */
function carries(a: Term, text: string, b: Term): boolean {
  const [begins, ends] = [a.test === 'starts', a.test === 'ends']
  if (!begins && !ends && a.test !== 'contains') return false
  return b.wanted.some((forbidden) => {
    if (b.test === 'contains') return text.includes(forbidden)
    if (b.test === 'starts') return begins && text.startsWith(forbidden)
    return b.test === 'ends' && ends && text.endsWith(forbidden)
  })
}

/** Of a few values none gets past all of the others together, though past each alone. */
function combinedContradiction(terms: readonly Term[], clock: Clock): Term[] | undefined {
  for (const term of terms) {
    const others = terms.filter((one) => one.operand.id === term.operand.id && isUniversal(one))
    const candidates = term.operand.type === 'groups' ? undefined : candidatesOf(term)
    const fits = (value: string) => others.every((one) => isMetBy(one, value, clock))
    if (candidates && !candidates.some(fits)) return [...new Set([term, ...others])]
  }
  return undefined
}
