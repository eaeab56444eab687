import { type AttributePath, openAttribute } from '../attribute'
import { invalidFilter } from '../errors'
import { foldCase } from '../fold-case'
import { FILTER_DEPTH_MAX, FILTER_TERMS_MAX } from '../limits'
import { findSub, resolvePath } from '../path'
import type { ResourceType } from '../schemas'
import { type CompareOperator, compareOperators, type FilterNode } from './ast'
import { type Token, tokenize } from './tokens'
import { readablePath, typedComparison } from './typing'

/**
 * Reads a filter (RFC 7644 section 3.4.2.2) by recursive descent. Depth and terms are counted while
 * reading, so that 5,000 brackets are refused long before they could exhaust the stack.
 */
export function parseFilter(text: string, type: ResourceType): FilterNode {
  return parseWhole(text, (name) => resolvePath(name, type) ?? unknownAttribute(name))
}

/**
 * The same for a search over several types, where an attribute that this type lacks has no value
 * (RFC 7644 section 3.4.2.1) as long as another type knows it.
 */
export function parseFilterAmong(
  text: string,
  type: ResourceType,
  types: readonly ResourceType[],
): FilterNode {
  return parseWhole(text, (name) => {
    const path = resolvePath(name, type)
    if (path) return path
    if (!types.some((other) => resolvePath(name, other))) throw unknownAttribute(name)
    return { extension: undefined, attribute: openAttribute(name), sub: undefined }
  })
}

/** Reads what stands between the brackets of `emails[…]`. */
export function parseElementFilter(text: string, list: AttributePath): FilterNode {
  return parseWhole(text, inside(list))
}

type Resolve = (name: string) => AttributePath

interface Reader {
  readonly tokens: readonly Token[]
  at: number
  depth: number
  terms: number
}

function parseWhole(text: string, resolve: Resolve | ((name: string) => AttributePath)) {
  const reader: Reader = { tokens: tokenize(text), at: 0, depth: 0, terms: 0 }
  const node = parseOr(reader, resolve)
  if (peek(reader).kind !== 'end') throw invalidFilter('The filter goes on where it should end.')
  return node
}

function parseOr(reader: Reader, resolve: Resolve): FilterNode {
  const terms = [parseAnd(reader, resolve)]
  while (takeWord(reader, 'or')) terms.push(parseAnd(reader, resolve))
  return one(terms) ?? { kind: 'or', terms }
}

function parseAnd(reader: Reader, resolve: Resolve): FilterNode {
  const terms = [parseTerm(reader, resolve)]
  while (takeWord(reader, 'and')) terms.push(parseTerm(reader, resolve))
  return one(terms) ?? { kind: 'and', terms }
}

function one(terms: readonly FilterNode[]): FilterNode | undefined {
  return terms.length === 1 ? terms[0] : undefined
}

function parseTerm(reader: Reader, resolve: Resolve): FilterNode {
  if (peek(reader).kind === 'open') return parseBrackets(reader, resolve, 'close')
  const name = takeName(reader)
  const next = peek(reader)
  if (foldCase(name) === 'not' && next.kind === 'open') {
    return { kind: 'not', term: parseBrackets(reader, resolve, 'close') }
  }
  if (next.kind === 'openElement') return parseValuePath(reader, resolve(name))
  return parseComparison(reader, resolve(name))
}

function parseBrackets(reader: Reader, resolve: Resolve, close: 'close' | 'closeElement') {
  if (++reader.depth > FILTER_DEPTH_MAX) {
    throw invalidFilter(`The filter has more than ${FILTER_DEPTH_MAX} brackets inside each other.`)
  }
  reader.at++
  const node = parseOr(reader, resolve)
  if (peek(reader).kind !== close) throw invalidFilter('A bracket of the filter is not closed.')
  reader.at++
  reader.depth--
  return node
}

/** `emails[type eq "work"]`, and Entra's `emails[type eq "work"].value eq "x"`. */
function parseValuePath(reader: Reader, list: AttributePath): FilterNode {
  if (list.sub) throw invalidFilter('A filter in brackets follows an attribute, not its part.')
  const path = readablePath(list)
  const element = parseBrackets(reader, inside(path), 'closeElement')
  const next = peek(reader)
  if (next.kind !== 'word' || !next.text.startsWith('.')) return { kind: 'some', path, element }
  reader.at++
  const compared = parseComparison(reader, inside(path)(next.text.slice(1)))
  // `ne` says that no such element has the value, not that some other element differs.
  if (compared.kind === 'compare' && compared.operator === 'ne') {
    const equal: FilterNode = { ...compared, operator: 'eq' }
    return { kind: 'not', term: { kind: 'some', path, element: allOf(element, equal) } }
  }
  return { kind: 'some', path, element: allOf(element, compared) }
}

function allOf(element: FilterNode, compared: FilterNode): FilterNode {
  const terms = element.kind === 'and' ? element.terms : [element]
  return { kind: 'and', terms: [...terms, compared] }
}

function inside(list: AttributePath): Resolve {
  return (name) => {
    const sub = name.includes('[') ? undefined : findSub(list, name)
    return sub ? { ...list, sub } : unknownAttribute(`${list.attribute.name}.${name}`)
  }
}

function parseComparison(reader: Reader, path: AttributePath): FilterNode {
  if (++reader.terms > FILTER_TERMS_MAX) {
    throw invalidFilter(`The filter has more than ${FILTER_TERMS_MAX} comparisons.`)
  }
  if (takeWord(reader, 'pr')) return { kind: 'present', path: readablePath(path) }
  const operator = takeOperator(reader)
  const literal = peek(reader)
  const comparison = typedComparison(path, operator, literal)
  reader.at++
  return { kind: 'compare', ...comparison }
}

function takeOperator(reader: Reader): CompareOperator {
  const token = peek(reader)
  const text = token.kind === 'word' ? foldCase(token.text) : ''
  const operator = compareOperators.find((known) => known === text)
  if (!operator) throw invalidFilter('An attribute of the filter is not followed by an operator.')
  reader.at++
  return operator
}

function takeName(reader: Reader): string {
  const token = peek(reader)
  if (token.kind !== 'word') throw invalidFilter('The filter lacks the name of an attribute.')
  reader.at++
  return token.text
}

function takeWord(reader: Reader, word: string): boolean {
  const token = peek(reader)
  if (token.kind !== 'word' || foldCase(token.text) !== word) return false
  reader.at++
  return true
}

function peek(reader: Reader): Token {
  return reader.tokens[reader.at] ?? { kind: 'end' }
}

function unknownAttribute(name: string): never {
  throw invalidFilter(`The filter names an attribute that is not known: ${name.slice(0, 100)}.`)
}
