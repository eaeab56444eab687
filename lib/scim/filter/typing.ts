import { type AttributePath, pathName } from '../attribute'
import { invalidFilter } from '../errors'
import { foldCase } from '../fold-case'
import { findIn } from '../schemas'
import type { CompareOperator, Comparison, FilterValue } from './ast'
import type { Token } from './tokens'

const equality: readonly CompareOperator[] = ['eq', 'ne']
const substring: readonly CompareOperator[] = ['co', 'sw', 'ew']

/** A comparison whose value has the type of its attribute, or a refusal that names the attribute. */
export function typedComparison(
  given: AttributePath,
  operator: CompareOperator,
  literal: Token,
): Comparison {
  const path = comparablePath(given)
  return { path, operator, value: readValue(path, operator, readLiteral(literal)) }
}

/** A path that may be looked at; what is never returned must not be found out by filters either. */
export function readablePath(path: AttributePath): AttributePath {
  if (path.attribute.returned === 'never') {
    throw invalidFilter(`The attribute ${pathName(path)} cannot be filtered.`)
  }
  return path
}

/** `emails eq "x"` means `emails.value eq "x"`. */
function comparablePath(given: AttributePath): AttributePath {
  const path = readablePath(given)
  if (path.sub || path.attribute.type !== 'complex') return path
  const sub = findIn(path.attribute.subAttributes, 'value')
  if (!sub) throw invalidFilter(`Name a sub-attribute of ${pathName(path)} to compare with.`)
  return { ...path, sub }
}

type Literal =
  | { readonly quoted: true; readonly text: string }
  | { readonly quoted: false; readonly text: string; readonly value: FilterValue | undefined }

const NUMBER = /^-?\d{1,300}(?:\.\d{1,300})?(?:e[+-]?\d{1,3})?$/i

function readLiteral(token: Token): Literal {
  if (token.kind === 'text') return { quoted: true, text: token.value }
  if (token.kind !== 'word') throw invalidFilter('The filter ends where a value should be.')
  const text = token.text
  if (text.includes('\0') || !text.isWellFormed()) {
    throw invalidFilter('A value in the filter is not well-formed text.')
  }
  const known: Record<string, FilterValue> = { true: true, false: false, null: null }
  const folded = foldCase(text)
  if (Object.hasOwn(known, folded)) return { quoted: false, text, value: known[folded] }
  const number = NUMBER.test(text) ? Number(text) : undefined
  return { quoted: false, text, value: Number.isFinite(number) ? number : undefined }
}

function readValue(path: AttributePath, operator: CompareOperator, literal: Literal): FilterValue {
  if (!literal.quoted && literal.value === null) {
    return allow(path, operator, equality, null)
  }
  switch ((path.sub ?? path.attribute).type) {
    case 'boolean':
      return allow(path, operator, equality, readBoolean(path, literal))
    case 'dateTime':
      if (substring.includes(operator)) throw unsuited(path, operator)
      return readInstant(path, literal)
    case 'open':
      return readOpen(path, operator, literal)
    default:
      return readText(path, operator, literal)
  }
}

function allow<T>(
  path: AttributePath,
  operator: CompareOperator,
  operators: readonly CompareOperator[],
  value: T,
): T {
  if (!operators.includes(operator)) throw unsuited(path, operator)
  return value
}

/** Entra compares booleans with text: `active eq "True"`. */
function readBoolean(path: AttributePath, literal: Literal): boolean {
  const folded = foldCase(literal.text)
  if (folded !== 'true' && folded !== 'false') {
    throw invalidFilter(`The attribute ${pathName(path)} is true or false.`)
  }
  return folded === 'true'
}

const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i

function readInstant(path: AttributePath, literal: Literal): string {
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(literal.text.slice(10))
  const complete = literal.text.length > 10 && !zoned ? `${literal.text}Z` : literal.text
  const date = new Date(INSTANT.test(literal.text) ? complete : Number.NaN)
  const year = date.getUTCFullYear()
  // Postgres knows neither the year 0 nor years of five digits in this form.
  if (!(year >= 1 && year <= 9999)) {
    throw invalidFilter(`The attribute ${pathName(path)} is compared with a date and time.`)
  }
  return date.toISOString()
}

function readOpen(path: AttributePath, operator: CompareOperator, literal: Literal): FilterValue {
  if (literal.quoted || literal.value === undefined) return readText(path, operator, literal)
  const value = literal.value
  if (typeof value === 'boolean') return allow(path, operator, equality, value)
  if (substring.includes(operator)) return literal.text
  return value
}

/** Old documentation of Entra compares with a bare word, `externalId eq jyoung`; only in `eq`. */
function readText(path: AttributePath, operator: CompareOperator, literal: Literal): string {
  if (!literal.quoted && literal.value === undefined && operator !== 'eq') {
    throw invalidFilter(`Put the value that ${pathName(path)} is compared with in quotes.`)
  }
  return literal.text
}

function unsuited(path: AttributePath, operator: CompareOperator) {
  return invalidFilter(`The operator ${operator} does not suit the attribute ${pathName(path)}.`)
}
