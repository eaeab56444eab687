import type { Collection } from './collection'
import { resourceNotFound } from './errors'
import { parseFilter } from './filter/parse'
import { ID_LENGTH_MAX } from './limits'
import type { Projection } from './projection'
import {
  type Asked,
  askedInBody,
  askedInQuery,
  projectionOf,
  readCursorPage,
  readIndexPage,
  readSort,
} from './query'
import type { Call } from './request'
import { parseJson, readPatchBody, readReplacement, readResource } from './resource'
import {
  emptyResponse,
  entityTag,
  listResponse,
  locationOf,
  resourceResponse,
  type ScimResponse,
  show,
  type View,
} from './response'
import type { WriteOptions } from './store'

/** The verbs of RFC 7644 section 3, each with one call to the store. */

export async function createResource(call: Call, collection: Collection): Promise<ScimResponse> {
  const view = viewOf(call, collection)
  const body = readResource(parseJson(call.request.body), collection.type)
  return resourceResponse(201, await collection.create(body, view.projection), view)
}

export async function getResource(
  call: Call,
  collection: Collection,
  id: string,
): Promise<ScimResponse> {
  const view = viewOf(call, collection)
  const stored = isId(id) ? await collection.get(id, view.projection) : undefined
  if (!stored) throw resourceNotFound(collection.type.name, id)
  const known = readTags(call.request.headers.get('if-none-match'))
  if (known === 'any' || known?.includes(stored.version)) {
    return emptyResponse(304, { ETag: entityTag(stored.version) })
  }
  return resourceResponse(200, stored, view)
}

export async function replaceResource(
  call: Call,
  collection: Collection,
  id: string,
): Promise<ScimResponse> {
  const view = viewOf(call, collection)
  const edit = readReplacement(parseJson(call.request.body), collection.type)
  refuseNoId(collection, id)
  const options = { ...ifMatch(call), projection: view.projection }
  return resourceResponse(200, await collection.update(id, edit, options), view)
}

/** Users answer with the whole resource; groups with nothing, so that no member is serialised. */
export async function patchResource(
  call: Call,
  collection: Collection,
  id: string,
): Promise<ScimResponse> {
  const edit = readPatchBody(parseJson(call.request.body), collection.type)
  refuseNoId(collection, id)
  if (collection.type.name === 'Group' && !call.request.query.has('attributes')) {
    const { version } = await collection.update(id, edit, ifMatch(call))
    const location = locationOf(call.baseUrl, collection.type, id)
    return emptyResponse(204, { ETag: entityTag(version), Location: location })
  }
  const view = viewOf(call, collection)
  const options = { ...ifMatch(call), projection: view.projection }
  return resourceResponse(200, await collection.update(id, edit, options), view)
}

export async function deleteResource(
  call: Call,
  collection: Collection,
  id: string,
): Promise<ScimResponse> {
  refuseNoId(collection, id)
  await collection.delete(id, ifMatch(call))
  return emptyResponse(204)
}

export function searchByQuery(call: Call, collection: Collection): Promise<ScimResponse> {
  return search(call, collection, askedInQuery(call.request.query))
}

export function searchByBody(call: Call, collection: Collection): Promise<ScimResponse> {
  return search(call, collection, askedInBody(parseJson(call.request.body)))
}

async function search(call: Call, collection: Collection, asked: Asked): Promise<ScimResponse> {
  const { type } = collection
  const byCursor = call.cursorPaging && asked.cursor !== undefined
  const page = byCursor ? readCursorPage(asked) : readIndexPage(asked)
  const filter = asked.filter === undefined ? undefined : parseFilter(asked.filter, type)
  const view = { type, baseUrl: call.baseUrl, projection: projectionOf(asked, type) }
  const query = { filter, sort: readSort(asked, type), page }
  const { resources, ...found } = await collection.list(query, view.projection)
  const paging = page.kind === 'index' ? { startIndex: page.startIndex } : {}
  return listResponse(
    resources.map((stored) => show(stored, view)),
    { ...found, ...paging },
  )
}

function viewOf(call: Call, { type }: Collection): View & { projection: Projection } {
  const projection = projectionOf(askedInQuery(call.request.query), type)
  return { type, baseUrl: call.baseUrl, projection }
}

function ifMatch(call: Call): WriteOptions {
  const tags = readTags(call.request.headers.get('if-match'))
  return tags === undefined || tags === 'any' ? {} : { ifMatch: tags }
}

/** The versions in a list of entity tags, weak or strong; `*` is any. */
function readTags(header: string | null): readonly string[] | 'any' | undefined {
  if (header === null || header.trim() === '') return undefined
  if (header.trim() === '*') return 'any'
  return header.split(',').map((tag) => /^(?:W\/)?"?([^"]*)"?$/i.exec(tag.trim())?.[1] ?? tag)
}

function refuseNoId({ type }: Collection, id: string): void {
  if (!isId(id)) throw resourceNotFound(type.name, id)
}

/** What can be no id of ours is unknown without asking the store, which might not accept it. */
function isId(id: string): boolean {
  return /^[\w.:@-]+$/.test(id) && id.length <= ID_LENGTH_MAX
}
