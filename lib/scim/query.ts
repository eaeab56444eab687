import type { AttributePath } from './attribute'
import { invalidCount, invalidPath, invalidSyntax, invalidValue, type ScimError } from './errors'
import { foldCase } from './fold-case'
import type { Json, JsonObject } from './json'
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from './limits'
import { resolvePath } from './path'
import { type Projection, readProjection } from './projection'
import { memberIgnoringCase } from './quirks'
import { findIn, type ResourceType } from './schemas'
import type { Page, Sort } from './store'

/**
 * What a list may be asked, whether it stands in the query of a GET or in the SearchRequest of a
 * POST to `.search` (RFC 7644 sections 3.4.2 and 3.4.3). Other query keys, such as Entra's flags,
 * are not looked at.
 */
export interface Asked {
  readonly attributes: readonly string[] | undefined
  readonly excludedAttributes: readonly string[] | undefined
  readonly filter: string | undefined
  readonly sortBy: string | undefined
  readonly sortOrder: string | undefined
  readonly startIndex: string | undefined
  readonly count: string | undefined
  /** RFC 9865; empty for the first page. */
  readonly cursor: string | undefined
}

export function askedInQuery(query: URLSearchParams): Asked {
  const text = (name: string) => query.get(name) ?? undefined
  return {
    attributes: splitNames(text('attributes')),
    excludedAttributes: splitNames(text('excludedAttributes')),
    filter: text('filter'),
    sortBy: text('sortBy'),
    sortOrder: text('sortOrder'),
    startIndex: text('startIndex'),
    count: text('count'),
    cursor: text('cursor'),
  }
}

export function askedInBody(body: JsonObject): Asked {
  const text = (name: string) => scalarText(name, memberIgnoringCase(body, name))
  const names = (name: string) => {
    const value = memberIgnoringCase(body, name)
    if (!Array.isArray(value)) return splitNames(text(name))
    return value.flatMap((item) => splitNames(scalarText(name, item)) ?? [])
  }
  return {
    attributes: names('attributes'),
    excludedAttributes: names('excludedAttributes'),
    filter: text('filter'),
    sortBy: text('sortBy'),
    sortOrder: text('sortOrder'),
    startIndex: text('startIndex'),
    count: text('count'),
    cursor: text('cursor'),
  }
}

function scalarText(name: string, value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'object') throw invalidSyntax(`The ${name} of a search is text.`)
  return String(value)
}

function splitNames(text: string | undefined): string[] | undefined {
  return text
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

export function projectionOf(asked: Asked, type: ResourceType): Projection {
  return readProjection(
    {
      ...(asked.attributes ? { attributes: asked.attributes } : {}),
      ...(asked.excludedAttributes ? { excludedAttributes: asked.excludedAttributes } : {}),
    },
    type,
  )
}

export function readSort({ sortBy, sortOrder }: Asked, type: ResourceType): Sort | undefined {
  if (sortBy === undefined || sortBy === '') return undefined
  const path = resolvePath(sortBy, type)
  if (!path || !hasSortableValue(path)) {
    throw invalidPath(`Lists cannot be sorted by ${sortBy.slice(0, 100)}.`)
  }
  return { path: sortPath(path), descending: foldCase(sortOrder ?? '') === 'descending' }
}

/**
 * Rows behind a resource are no value of it, nor is what is derived when it is shown; and what is
 * never returned must not be found out.
 */
function hasSortableValue({ extension, attribute, sub }: AttributePath): boolean {
  if (!/^(?:default|always)$/.test(attribute.returned)) return false
  if (extension !== undefined) return true
  if (attribute.name === 'meta') return sub?.type === 'dateTime'
  return !/^(?:members|groups|schemas)$/.test(attribute.name)
}

/** A list of elements is sorted by their `value`. */
function sortPath(path: AttributePath): AttributePath {
  if (path.sub || path.attribute.type !== 'complex') return path
  const sub = findIn(path.attribute.subAttributes, 'value')
  if (!sub) throw invalidPath(`Name a sub-attribute of ${path.attribute.name} to sort by.`)
  return { ...path, sub }
}

/** Below 1 is the first; a negative count is none (RFC 7644 section 3.4.2.4). */
export function readIndexPage({ startIndex, count }: Asked): Extract<Page, { kind: 'index' }> {
  return {
    kind: 'index',
    startIndex: Math.max(1, readWhole(startIndex, refuseStart) ?? 1),
    count: readCount(count, () => invalidValue('The count is a whole number.')),
  }
}

/** A page that starts where a cursor says (RFC 9865 section 2). */
export function readCursorPage({ cursor, count }: Asked): Extract<Page, { kind: 'cursor' }> {
  return { kind: 'cursor', cursor: cursor || undefined, count: readCount(count, invalidCount) }
}

function readCount(text: string | undefined, refuse: () => ScimError): number {
  const count = readWhole(text, refuse) ?? PAGE_SIZE_DEFAULT
  return Math.min(PAGE_SIZE_MAX, Math.max(0, count))
}

const refuseStart = () => invalidValue('The startIndex is a whole number.')

function readWhole(text: string | undefined, refuse: () => ScimError): number | undefined {
  if (text === undefined || text === '') return undefined
  // Fifteen digits are exact in JavaScript and fit Postgres's bigint.
  if (!/^[+-]?\d{1,15}$/.test(text)) throw refuse()
  return Number(text)
}
