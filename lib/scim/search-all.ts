import { type Choose, type Collection, chooseGroups, chooseUsers } from './collection'
import { invalidCursor } from './errors'
import { parseFilterAmong } from './filter/parse'
import { sameName } from './fold-case'
import type { JsonObject } from './json'
import { PAGE_SIZE_MAX } from './limits'
import { resolvePath } from './path'
import {
  type Asked,
  askedInBody,
  projectionOf,
  readCursorPage,
  readIndexPage,
  readSort,
} from './query'
import type { Call } from './request'
import { parseJson } from './resource'
import { listResponse, type ScimResponse, type Stored, show, toDocument } from './response'
import { type ResourceType, resourceTypes } from './schemas'
import { compareKeys, type SortKey, sortKeyOf } from './sort-key'
import type { Sort } from './store'

/**
 * A search over both types as one list (RFC 7644 section 3.4.3): each type's own list is in order
 * already, so a page is merged from the two. A place in the merged list says how many of each type
 * stand before it, and a cursor is such a place and the side of it that is read.
 */
export async function searchAll(call: Call): Promise<ScimResponse> {
  const asked = askedInBody(parseJson(call.request.body))
  const search: Search = {
    sources: [chooseUsers, chooseGroups].map((choose) => sourceOf(call, asked, choose)),
    descending: Boolean(asked.sortBy) && sameName(asked.sortOrder ?? '', 'descending'),
  }
  if (call.cursorPaging && asked.cursor !== undefined) {
    const { cursor, count } = readCursorPage(asked)
    const { side, place } = cursor === undefined ? FIRST : readCursor(cursor)
    const page = await (side === 'after' ? pageAfter : pageBefore)(search, place, count)
    return listResponse(page.shown, { total: page.total, ...cursorsOf(page) })
  }
  const { startIndex, count } = readIndexPage(asked)
  const page = await pageAfter(search, await placeBefore(search, startIndex), count)
  return listResponse(page.shown, { total: page.total, startIndex })
}

/** How many of each source stand before a page. */
type Place = readonly number[]
const START: Place = [0, 0]

interface Cursor {
  side: 'after' | 'before'
  place: Place
}
const FIRST: Cursor = { side: 'after', place: START }

interface Search {
  sources: Source[]
  descending: boolean
}

interface Source {
  collection: Collection
  /** Undefined also where the type lacks the attribute: then none of it has a value to sort by. */
  sort: Sort | undefined
  asked: Asked
  baseUrl: string
}

interface Entry {
  source: number
  key: SortKey
  created: number
  resource: JsonObject
}

interface MergedPage {
  shown: JsonObject[]
  start: Place
  end: Place
  total: number
}

function sourceOf({ baseUrl, stores }: Call, asked: Asked, choose: Choose): Source {
  const collection = choose(stores)
  return { collection, sort: sortAmong(asked, collection.type), asked, baseUrl }
}

async function pageAfter(search: Search, start: Place, count: number): Promise<MergedPage> {
  const { entries, total } = await merge(
    search,
    start.map((from) => ({ from, count })),
  )
  const page = entries.slice(0, count)
  const end = start.map((before, source) => before + numberOf(page, source))
  return { shown: page.map(({ resource }) => resource), start, end, total }
}

/** What stands nearest before a place is among the last of each type before it. */
async function pageBefore(search: Search, end: Place, count: number): Promise<MergedPage> {
  const ranges = end.map((to) => ({ from: Math.max(0, to - count), count: Math.min(to, count) }))
  const { entries, total } = await merge(search, ranges)
  const page = entries.slice(Math.max(0, entries.length - count))
  const start = end.map((before, source) => before - numberOf(page, source))
  return { shown: page.map(({ resource }) => resource), start, end, total }
}

interface Range {
  from: number
  count: number
}

/** A range of each type's list, as one list in order. */
async function merge({ sources, descending }: Search, ranges: readonly Range[]) {
  const lists = await Promise.all(
    sources.map((source, index) => readSource(source, index, ranges[index] ?? NOTHING)),
  )
  const entries = lists
    .flatMap((list) => list.entries)
    .sort(
      (left, right) =>
        compareKeys(left.key, right.key, descending) ||
        left.created - right.created ||
        left.source - right.source,
    )
  return { entries, total: sum(lists.map((list) => list.total)) }
}

const NOTHING: Range = { from: 0, count: 0 }
const numberOf = (entries: readonly Entry[], source: number) =>
  entries.filter((entry) => entry.source === source).length

async function readSource(
  { collection, sort, asked, baseUrl }: Source,
  index: number,
  { from, count }: Range,
): Promise<{ entries: Entry[]; total: number }> {
  const { type } = collection
  const filter =
    asked.filter === undefined ? undefined : parseFilterAmong(asked.filter, type, resourceTypes)
  const page = { kind: 'index' as const, startIndex: from + 1, count }
  const projection = projectionOf(asked, type)
  const { resources, total } = await collection.list({ filter, sort, page }, projection)
  const entryOf = (stored: Stored): Entry => ({
    source: index,
    key: sort && sortKeyOf(toDocument(stored, type, baseUrl), sort.path),
    created: stored.created.getTime(),
    resource: show(stored, { type, baseUrl, projection }),
  })
  return { entries: resources.map(entryOf), total }
}

/** An index is walked to from the start, page by page; cursors need no such walk. */
async function placeBefore(search: Search, startIndex: number): Promise<Place> {
  let place = START
  for (;;) {
    const missing = startIndex - 1 - sum(place)
    if (missing <= 0) return place
    const { end } = await pageAfter(search, place, Math.min(missing, PAGE_SIZE_MAX))
    if (sum(end) === sum(place)) return place
    place = end
  }
}

/** A type that lacks the attribute keeps its own order. */
function sortAmong(asked: Asked, type: ResourceType): Sort | undefined {
  const knows = (candidate: ResourceType) => resolvePath(asked.sortBy ?? '', candidate)
  return !knows(type) && resourceTypes.some(knows) ? undefined : readSort(asked, type)
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

/** Which neighbours a page has; one that came out empty names none (RFC 9865 section 2). */
function cursorsOf({ shown, start, end, total }: MergedPage) {
  if (shown.length === 0) return {}
  return {
    ...(sum(end) < total ? { nextCursor: cursorText('after', end) } : {}),
    ...(sum(start) > 0 ? { previousCursor: cursorText('before', start) } : {}),
  }
}

const cursorText = (side: Cursor['side'], place: Place) => [side, ...place].join('-')

function readCursor(cursor: string): Cursor {
  const [, side, users, groups] = /^(after|before)-(\d{1,9})-(\d{1,9})$/.exec(cursor) ?? []
  if (!side) throw invalidCursor()
  return { side: side === 'after' ? 'after' : 'before', place: [Number(users), Number(groups)] }
}
