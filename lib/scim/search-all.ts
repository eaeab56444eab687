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
 * stand before it, and a cursor is such a place.
 */
export async function searchAll(call: Call): Promise<ScimResponse> {
  const asked = askedInBody(parseJson(call.request.body))
  const search: Search = {
    sources: [chooseUsers, chooseGroups].map((choose) => sourceOf(call, asked, choose)),
    descending: Boolean(asked.sortBy) && sameName(asked.sortOrder ?? '', 'descending'),
  }
  if (call.cursorPaging && asked.cursor !== undefined) {
    const { cursor, count } = readCursorPage(asked)
    const page = await mergePage(search, cursor === undefined ? START : readPlace(cursor), count)
    const more = count > 0 && sum(page.next) < page.total
    return listResponse(page.shown, {
      total: page.total,
      ...(more ? { nextCursor: placeText(page.next) } : {}),
    })
  }
  const { startIndex, count } = readIndexPage(asked)
  const page = await mergePage(search, await placeBefore(search, startIndex), count)
  return listResponse(page.shown, { total: page.total, startIndex })
}

/** How many of each source stand before a page. */
type Place = readonly number[]
const START: Place = [0, 0]

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
  next: Place
  total: number
}

function sourceOf({ baseUrl, stores }: Call, asked: Asked, choose: Choose): Source {
  const collection = choose(stores)
  return { collection, sort: sortAmong(asked, collection.type), asked, baseUrl }
}

async function mergePage(
  { sources, descending }: Search,
  place: Place,
  count: number,
): Promise<MergedPage> {
  const lists = await Promise.all(
    sources.map((source, index) => readSource(source, { index, from: place[index] ?? 0, count })),
  )
  const merged = lists
    .flatMap((list) => list.entries)
    .sort(
      (left, right) =>
        compareKeys(left.key, right.key, descending) ||
        left.created - right.created ||
        left.source - right.source,
    )
    .slice(0, count)
  const taken = (index: number) => merged.filter((entry) => entry.source === index).length
  return {
    shown: merged.map((entry) => entry.resource),
    next: place.map((before, index) => before + taken(index)),
    total: sum(lists.map((list) => list.total)),
  }
}

async function readSource(
  { collection, sort, asked, baseUrl }: Source,
  { index, from, count }: { index: number; from: number; count: number },
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
    const { next } = await mergePage(search, place, Math.min(missing, PAGE_SIZE_MAX))
    if (sum(next) === sum(place)) return place
    place = next
  }
}

/** A type that lacks the attribute keeps its own order. */
function sortAmong(asked: Asked, type: ResourceType): Sort | undefined {
  const knows = (candidate: ResourceType) => resolvePath(asked.sortBy ?? '', candidate)
  return !knows(type) && resourceTypes.some(knows) ? undefined : readSort(asked, type)
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
const placeText = (place: Place) => place.join('-')

function readPlace(cursor: string): Place {
  const place = /^(\d{1,9})-(\d{1,9})$/.exec(cursor)
  if (!place) throw invalidCursor()
  return [Number(place[1]), Number(place[2])]
}
