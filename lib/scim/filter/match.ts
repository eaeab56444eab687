import type { AttributeDefinition, AttributePath } from '../attribute'
import { compareText } from '../compare-text'
import { foldCase } from '../fold-case'
import { isJsonObject, type Json, type JsonObject } from '../json'
import { memberIgnoringCase } from '../quirks'
import { type Comparison, type FilterAlgebra, type FilterNode, type FilterValue, fold } from './ast'

/** The in-memory meaning of filters: the reference to which every other algebra must be equal. */
export type Predicate = (document: JsonObject) => boolean

export interface MatchOptions {
  /** Whether any resource has exactly this `externalId`; if so, case counts (entra-profile 5.2). */
  readonly hasExternalId?: (value: string) => boolean
}

/** The predicate reads a whole document, i.e. with `id`, `meta` and, if filtered, `members`. */
export function compileFilter(node: FilterNode, options: MatchOptions = {}): Predicate {
  return fold(node, algebra(valuesAt, options))
}

/** The predicate reads one element of a list, as in `emails[type eq "work"]`. */
export function compileElementFilter(node: FilterNode): Predicate {
  return fold(
    node,
    algebra((element, path) => (path.sub ? valuesIn(element, path.sub) : []), {}),
  )
}

type Read = (from: JsonObject, path: AttributePath) => Json[]

function algebra(read: Read, options: MatchOptions): FilterAlgebra<Predicate> {
  return {
    compare: (comparison) => compare(comparison, read, options),
    present: (path) => (from) => read(from, path).some(isPresent),
    and: (terms) => (from) => terms.every((term) => term(from)),
    or: (terms) => (from) => terms.some((term) => term(from)),
    not: (term) => (from) => !term(from),
    some: (path, element) => {
      const matches = compileElementFilter(element)
      return (from) => read(from, path).some((item) => isJsonObject(item) && matches(item))
    },
  }
}

function compare(comparison: Comparison, read: Read, options: MatchOptions): Predicate {
  const { path, operator, value } = comparison
  if (operator === 'ne') {
    const equals = compare({ ...comparison, operator: 'eq' }, read, options)
    return (from) => !equals(from)
  }
  if (value === null) return (from) => !read(from, path).some(isPresent)
  const definition = path.sub ?? path.attribute
  const test = (candidate: Json, exact: boolean) =>
    holds(operator, comparable(definition, candidate, exact), comparable(definition, value, exact))
  return (from) => {
    const exact = countsCase(comparison, definition, options)
    return read(from, path).some((candidate) => test(candidate, exact))
  }
}

function countsCase(
  { path, operator, value }: Comparison,
  definition: AttributeDefinition,
  { hasExternalId }: MatchOptions,
): boolean {
  if (path.attribute.name !== 'externalId' || path.extension || operator !== 'eq') {
    return definition.caseExact
  }
  return typeof value === 'string' && (hasExternalId?.(value) ?? false)
}

/** What is compared: folded text, numbers, booleans, or an instant in milliseconds. */
function comparable(
  definition: AttributeDefinition,
  value: Json | FilterValue,
  exact: boolean,
): string | number | boolean | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value !== 'string') return undefined
  if (definition.type === 'dateTime') return Date.parse(value)
  return exact ? value : foldCase(value)
}

type Comparable = ReturnType<typeof comparable>

function holds(operator: Comparison['operator'], left: Comparable, right: Comparable): boolean {
  if (typeof left === 'string' && typeof right === 'string')
    return holdsForText(operator, left, right)
  if (operator === 'eq') return left !== undefined && left === right
  if (typeof left !== 'number' || typeof right !== 'number') return false
  return holdsForOrder(operator, left - right)
}

function holdsForText(operator: Comparison['operator'], left: string, right: string): boolean {
  switch (operator) {
    case 'co':
      return left.includes(right)
    case 'sw':
      return left.startsWith(right)
    case 'ew':
      return left.endsWith(right)
    case 'eq':
      return left === right
    default:
      return holdsForOrder(operator, compareText(left, right))
  }
}

function holdsForOrder(operator: Comparison['operator'], difference: number): boolean {
  switch (operator) {
    case 'gt':
      return difference > 0
    case 'ge':
      return difference >= 0
    case 'lt':
      return difference < 0
    case 'le':
      return difference <= 0
    default:
      return false
  }
}

/** All values a path leads to: lists are flattened, absent ones are no values. */
export function valuesAt(document: JsonObject, path: AttributePath): Json[] {
  const block =
    path.extension === undefined ? document : memberIgnoringCase(document, path.extension)
  if (!isJsonObject(block)) return []
  const values = valuesIn(block, path.attribute)
  const sub = path.sub
  if (!sub) return values
  return values.flatMap((value) => (isJsonObject(value) ? valuesIn(value, sub) : []))
}

function valuesIn(object: JsonObject, definition: AttributeDefinition): Json[] {
  const value = memberIgnoringCase(object, definition.name)
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

/** Neither null nor empty (RFC 7644 section 3.4.2.2, `pr`). */
export function isPresent(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return false
  if (Array.isArray(value)) return value.some(isPresent)
  return !isJsonObject(value) || Object.values(value).some(isPresent)
}
