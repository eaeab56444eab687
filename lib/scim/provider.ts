import { handleBulk } from './bulk'
import { type Choose, chooseGroups, chooseUsers } from './collection'
import {
  getResourceType,
  getSchema,
  listResourceTypes,
  listSchemas,
  serviceProviderConfig,
} from './discovery'
import {
  bodyTooLarge,
  endpointNotFound,
  filterNotAllowed,
  isScimError,
  meNotImplemented,
  methodNotAllowed,
} from './errors'
import { sameName } from './fold-case'
import { BODY_BYTES_MAX } from './limits'
import type { Call, ProviderOptions, ScimRequest } from './request'
import { errorResponse, type ScimResponse } from './response'
import { searchAll } from './search-all'
import type { ScimStores } from './store'
import {
  createResource,
  deleteResource,
  getResource,
  patchResource,
  replaceResource,
  searchByBody,
  searchByQuery,
} from './verbs'

/**
 * Answers one SCIM request (RFC 7644). Refusals are answers too; an error that is none of the
 * protocol's is thrown to the edge, which logs it and answers 500 without its details.
 */
export async function handle(
  request: ScimRequest,
  stores: ScimStores,
  options: ProviderOptions,
): Promise<ScimResponse> {
  try {
    checkSize(request.body)
    const endpoint = findEndpoint(readSegments(request.path))
    const answer = endpoint[readMethod(request.method)]
    if (!answer) throw methodNotAllowed(request.method, Object.keys(endpoint))
    return await answer({ ...options, request, stores })
  } catch (error) {
    if (isScimError(error)) return errorResponse(error)
    throw error
  }
}

type Answer = (call: Call) => ScimResponse | Promise<ScimResponse>
/** Methods of one address; a map without a prototype, since the method comes from outside. */
type Endpoint = Readonly<Record<string, Answer>>

function endpoint(methods: Record<string, Answer>): Endpoint {
  return Object.assign(Object.create(null) as Record<string, Answer>, methods)
}

/** HEAD is GET whose body the edge leaves out (RFC 9110 section 9.3.2). */
function readMethod(method: string): string {
  const name = method.toUpperCase()
  return name === 'HEAD' ? 'GET' : name
}

function checkSize(body: string | undefined): void {
  if (body === undefined || body.length * 3 <= BODY_BYTES_MAX) return
  const bytes = new TextEncoder().encode(body).length
  if (bytes > BODY_BYTES_MAX) throw bodyTooLarge(BODY_BYTES_MAX)
}

/** Doubled and trailing slashes come from tenant URLs as administrators type them. */
function readSegments(path: string): string[] {
  try {
    return path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent)
  } catch {
    throw endpointNotFound()
  }
}

function findEndpoint(segments: readonly string[]): Endpoint {
  const [first = '', second, ...more] = segments
  if (more.length > 0) throw endpointNotFound()
  const found = second === undefined ? topLevel(first) : below(first, second)
  if (!found) throw endpointNotFound()
  return found
}

function topLevel(name: string): Endpoint | undefined {
  switch (name.toLowerCase()) {
    case 'users':
      return collectionEndpoint(chooseUsers)
    case 'groups':
      return collectionEndpoint(chooseGroups)
    case '.search':
      return endpoint({ POST: searchAll })
    case 'bulk':
      return endpoint({ POST: answerBulk })
    case 'me':
      return meEndpoint
    case 'serviceproviderconfig':
      return endpoint({ GET: unfiltered(serviceProviderConfig) })
    case 'resourcetypes':
      return endpoint({ GET: unfiltered(({ baseUrl }) => listResourceTypes(baseUrl)) })
    case 'schemas':
      return endpoint({ GET: unfiltered(({ baseUrl }) => listSchemas(baseUrl)) })
    default:
      return undefined
  }
}

function below(name: string, id: string): Endpoint | undefined {
  if (sameName(name, 'Users')) return itemEndpoint(chooseUsers, id)
  if (sameName(name, 'Groups')) return itemEndpoint(chooseGroups, id)
  if (sameName(name, 'ResourceTypes')) {
    return endpoint({ GET: unfiltered(({ baseUrl }) => getResourceType(id, baseUrl)) })
  }
  if (sameName(name, 'Schemas')) {
    return endpoint({ GET: unfiltered(({ baseUrl }) => getSchema(id, baseUrl)) })
  }
  return undefined
}

function collectionEndpoint(choose: Choose): Endpoint {
  return endpoint({
    GET: (call) => searchByQuery(call, choose(call.stores)),
    POST: (call) => createResource(call, choose(call.stores)),
  })
}

function itemEndpoint(choose: Choose, id: string): Endpoint {
  if (id === '.search') return endpoint({ POST: (call) => searchByBody(call, choose(call.stores)) })
  return endpoint({
    GET: (call) => getResource(call, choose(call.stores), id),
    PUT: (call) => replaceResource(call, choose(call.stores), id),
    PATCH: (call) => patchResource(call, choose(call.stores), id),
    DELETE: (call) => deleteResource(call, choose(call.stores), id),
  })
}

const answerBulk: Answer = ({ request, answerOne }) => {
  if (!answerOne) throw endpointNotFound()
  return handleBulk(request, answerOne)
}

const refuseMe: Answer = () => {
  throw meNotImplemented()
}
const meEndpoint = endpoint({
  GET: refuseMe,
  POST: refuseMe,
  PUT: refuseMe,
  PATCH: refuseMe,
  DELETE: refuseMe,
})

/** RFC 7644 section 4: a filter on a service document is forbidden, not ignored. */
function unfiltered(answer: (call: Call) => ScimResponse): Answer {
  return (call) => {
    if (call.request.query.has('filter')) throw filterNotAllowed()
    return answer(call)
  }
}
