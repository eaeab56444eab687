import { circularBulk, invalidSyntax, invalidValue, isScimError, tooManyOperations } from './errors'
import { foldCase } from './fold-case'
import { copyObject, emptyObject, isJsonObject, type Json, type JsonObject } from './json'
import { BULK_OPERATIONS_MAX, JSON_DEPTH_MAX } from './limits'
import { memberIgnoringCase } from './quirks'
import type { AnswerOne, ScimRequest } from './request'
import { parseJson } from './resource'
import { errorResponse, jsonResponse, type ScimResponse } from './response'

const BULK_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse'

/**
 * Several requests in one (RFC 7644 section 3.7). Each is answered like a request of its own, in its
 * own transaction, which the edge opens in `answer`. An operation that names another by its bulkId
 * waits for it; those that wait for each other in a circle are refused.
 */
export async function handleBulk(request: ScimRequest, answer: AnswerOne): Promise<ScimResponse> {
  const body = parseJson(request.body)
  const operations = readOperations(body)
  const errorsMax = readErrorsMax(memberIgnoringCase(body, 'failOnErrors'))
  const ids = new Map<string, string>()
  const results: { index: number; result: JsonObject }[] = []
  const waiting = new Set(operations)
  let errors = 0
  while (waiting.size > 0 && errors < errorsMax) {
    const next = nextReady(waiting)
    const operation = next ?? [...waiting][0]
    if (!operation) break
    waiting.delete(operation)
    const response = next
      ? await answerOperation(request, operation, ids, answer)
      : errorResponse(circularBulk())
    if (response.status >= 400) errors++
    else keepId(operation, response, ids)
    results.push({ index: operation.index, result: resultOf(operation, response) })
  }
  results.sort((left, right) => left.index - right.index)
  return jsonResponse(200, {
    schemas: [BULK_RESPONSE],
    Operations: results.map(({ result }) => result),
  })
}

interface Operation {
  readonly index: number
  readonly method: string
  readonly path: string
  readonly bulkId: string | undefined
  readonly version: string | undefined
  readonly data: Json | undefined
  /** The bulkIds it names. */
  readonly names: ReadonlySet<string>
}

function readOperations(body: JsonObject): Operation[] {
  const given = memberIgnoringCase(body, 'Operations')
  if (!Array.isArray(given)) throw invalidSyntax('A bulk request needs the list Operations.')
  if (given.length > BULK_OPERATIONS_MAX) throw tooManyOperations(BULK_OPERATIONS_MAX)
  const operations = given.map(readOperation)
  const named = operations.flatMap(({ bulkId }) => bulkId ?? [])
  if (new Set(named).size < named.length) {
    throw invalidValue('Two operations of the bulk request have the same bulkId.')
  }
  return operations
}

function readOperation(given: Json, index: number): Operation {
  if (!isJsonObject(given)) throw invalidSyntax('Each operation is an object.')
  const text = (name: string) => {
    const value = memberIgnoringCase(given, name)
    return typeof value === 'string' ? value : undefined
  }
  const path = text('path') ?? ''
  const data = memberIgnoringCase(given, 'data')
  const names = new Set<string>()
  replaceNames(path, (name) => names.add(name))
  if (data !== undefined) mapText(data, (value) => replaceNames(value, (name) => names.add(name)))
  const method = (text('method') ?? '').toUpperCase()
  return { index, method, path, data, names, bulkId: text('bulkId'), version: text('version') }
}

function readErrorsMax(value: Json | undefined): number {
  return typeof value === 'number' && value >= 1 ? value : Number.POSITIVE_INFINITY
}

/** The first that names none of those who still wait. */
function nextReady(waiting: ReadonlySet<Operation>): Operation | undefined {
  const unborn = new Set([...waiting].flatMap(({ bulkId }) => bulkId ?? []))
  for (const operation of waiting) {
    if (![...operation.names].some((name) => unborn.has(name))) return operation
  }
  return undefined
}

async function answerOperation(
  request: ScimRequest,
  operation: Operation,
  ids: ReadonlyMap<string, string>,
  answer: AnswerOne,
): Promise<ScimResponse> {
  try {
    return await answer(toRequest(request, operation, ids))
  } catch (error) {
    if (isScimError(error)) return errorResponse(error)
    throw error
  }
}

const METHODS = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

function toRequest(
  request: ScimRequest,
  operation: Operation,
  ids: ReadonlyMap<string, string>,
): ScimRequest {
  const { method, version, data } = operation
  if (!METHODS.has(method)) throw invalidSyntax('A bulk operation is POST, PUT, PATCH or DELETE.')
  const fill = (text: string) => replaceNames(text, (name) => idOf(name, ids))
  const [path = '', query = ''] = fill(operation.path).split('?')
  if (!/^\/*(?:Users|Groups)(?:\/|$)/i.test(path)) {
    throw invalidValue('A bulk operation works on /Users or /Groups.')
  }
  return {
    method,
    path,
    query: new URLSearchParams(query),
    headers: {
      get(name) {
        return foldCase(name) === 'if-match' ? (version ?? null) : request.headers.get(name)
      },
    },
    body: data === undefined ? undefined : JSON.stringify(mapText(data, fill)),
  }
}

function idOf(name: string, ids: ReadonlyMap<string, string>): string {
  const id = ids.get(name)
  if (id === undefined) throw invalidValue(`No operation made a resource named bulkId:${name}.`)
  return id
}

/** `bulkId:name` stands for the id of what another operation makes. */
function replaceNames(text: string, replace: (name: string) => unknown): string {
  return text.replace(/bulkId:([\w.-]{1,128})/g, (_, name: string) => String(replace(name)))
}

/** Maps every text of a value, which may be only as deep as a body of ours has reason to be. */
function mapText(value: Json, map: (text: string) => string, depth = 0): Json {
  if (typeof value === 'string') return map(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 2 * JSON_DEPTH_MAX) throw invalidValue('The data of an operation is nested too deep.')
  if (Array.isArray(value)) return value.map((item) => mapText(item, map, depth + 1))
  const copy = emptyObject()
  for (const [name, inner] of Object.entries(value)) copy[name] = mapText(inner, map, depth + 1)
  return copy
}

function keepId(operation: Operation, response: ScimResponse, ids: Map<string, string>): void {
  const id = response.body?.id
  if (operation.bulkId !== undefined && typeof id === 'string') ids.set(operation.bulkId, id)
}

function resultOf(operation: Operation, response: ScimResponse): JsonObject {
  const result: JsonObject = { method: operation.method, status: String(response.status) }
  if (operation.bulkId !== undefined) result.bulkId = operation.bulkId
  const { Location: location, ETag: version } = response.headers
  if (location !== undefined) result.location = location
  if (version !== undefined) result.version = version
  if (response.status >= 400 && response.body) result.response = copyObject(response.body)
  return result
}
