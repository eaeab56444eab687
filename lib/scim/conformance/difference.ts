import type { Json } from '../json'
import { ABSENT, ANY, EMPTY } from './scenario'

/**
 * What was expected of an answer and is not so, as one phrase, or undefined when all is. Objects
 * may hold more, lists have exactly these elements in any order.
 */
export function differenceOf(
  expected: Json,
  actual: Json | undefined,
  at: string,
): string | undefined {
  if (expected === ABSENT) {
    return actual === undefined || actual === null
      ? undefined
      : `${at} to be absent, not ${told(actual)}`
  }
  if (expected === EMPTY) {
    const empty =
      actual === undefined || actual === null || (Array.isArray(actual) && !actual.length)
    return empty ? undefined : `${at} to be empty, not ${told(actual)}`
  }
  if (expected === ANY) return actual === undefined ? `${at} to be there` : undefined
  if (Array.isArray(expected)) return listDifference(expected, actual, at)
  if (typeof expected !== 'object' || expected === null) {
    if (expected === actual) return undefined
    return `${at} to be ${told(expected)}, not ${told(actual)}`
  }
  const object = typeof actual === 'object' && actual !== null && !Array.isArray(actual)
  if (!object && Object.values(expected).some((value) => value !== ABSENT)) {
    return `${at} to be an object, not ${told(actual)}`
  }
  const has = object ? actual : {}
  for (const [name, value] of Object.entries(expected)) {
    const difference = differenceOf(value, has[name], `${at}.${name}`)
    if (difference) return difference
  }
  return undefined
}

function listDifference(expected: Json[], actual: Json | undefined, at: string) {
  if (!Array.isArray(actual) || actual.length !== expected.length) {
    return `${at} to have ${expected.length} elements, not ${told(actual)}`
  }
  const left = [...actual]
  for (const element of expected) {
    const found = left.findIndex((item) => differenceOf(element, item, at) === undefined)
    if (found < 0) return `${at} to hold ${told(element)}`
    left.splice(found, 1)
  }
  return undefined
}

/** A long list says nothing more by being told whole. */
const TOLD_LENGTH_MAX = 300

function told(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length <= TOLD_LENGTH_MAX ? text : `${text.slice(0, TOLD_LENGTH_MAX)}…`
}
