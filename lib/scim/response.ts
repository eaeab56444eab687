import { type ScimError, toErrorBody } from './errors'
import { copyObject, emptyObject, isJsonObject, type Json, type JsonObject } from './json'
import { isCustomExtension } from './path'
import { type Projection, project } from './projection'
import { CORE_GROUP, CORE_USER, ENTERPRISE_USER, groupType, type ResourceType } from './schemas'
import type { Member, StoredGroup, StoredResource, StoredUser } from './store'

export const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** An answer as plain data; the edge makes it a Response. No body on 204 and 304. */
export interface ScimResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: JsonObject | undefined
}

const NO_STORE = { 'Cache-Control': 'no-store' }

export function jsonResponse(
  status: number,
  body: JsonObject,
  headers: Readonly<Record<string, string>> = {},
): ScimResponse {
  const type = { 'Content-Type': 'application/scim+json; charset=utf-8' }
  return { status, headers: { ...type, ...NO_STORE, ...headers }, body }
}

export function emptyResponse(
  status: 204 | 304,
  headers: Readonly<Record<string, string>> = {},
): ScimResponse {
  return { status, headers: { ...NO_STORE, ...headers }, body: undefined }
}

export function errorResponse(error: ScimError): ScimResponse {
  return jsonResponse(error.status, toErrorBody(error), error.headers)
}

/** How a stored resource is shown: where it lives and which part of it was asked for. */
export interface View {
  readonly type: ResourceType
  readonly baseUrl: string
  readonly projection: Projection
}

/** One resource with its address and version (RFC 7644 sections 3.1 and 3.14). */
export function resourceResponse(status: 200 | 201, stored: Stored, view: View): ScimResponse {
  return jsonResponse(status, show(stored, view), {
    Location: locationOf(view.baseUrl, view.type, stored.id),
    ETag: entityTag(stored.version),
  })
}

export function entityTag(version: string): string {
  return `W/"${version}"`
}

export type Stored = StoredUser | StoredGroup

export function show(stored: Stored, view: View): JsonObject {
  return project(toDocument(stored, view.type, view.baseUrl), view.projection, view.type)
}

/** The whole document of a stored resource, with everything that is derived. */
export function toDocument(stored: Stored, type: ResourceType, baseUrl: string): JsonObject {
  const document = emptyObject()
  document.schemas = schemasOf(stored.resource, type)
  document.id = stored.id
  Object.assign(document, withManagerAddress(stored.resource, baseUrl))
  if ('members' in stored && stored.members) {
    document.members = stored.members.map((member) => showMember(member, baseUrl))
  }
  if ('groups' in stored && stored.groups) {
    document.groups = stored.groups.map((group) => ({
      ...group,
      $ref: locationOf(baseUrl, groupType, group.value),
      type: 'direct',
    }))
  }
  document.meta = metaOf(stored, type, baseUrl)
  return document
}

function schemasOf(resource: JsonObject, type: ResourceType): Json {
  const extensions = Object.keys(resource).filter(
    (name) => name === ENTERPRISE_USER || isCustomExtension(name),
  )
  return [type.name === 'User' ? CORE_USER : CORE_GROUP, ...extensions]
}

function metaOf(stored: StoredResource, type: ResourceType, baseUrl: string): JsonObject {
  return {
    resourceType: type.name,
    created: stored.created.toISOString(),
    lastModified: stored.lastModified.toISOString(),
    location: locationOf(baseUrl, type, stored.id),
    version: entityTag(stored.version),
  }
}

/** Entra needs the manager as an object; a bare id makes its client fail (entra-profile.md 7.7). */
function withManagerAddress(resource: JsonObject, baseUrl: string): JsonObject {
  const block = resource[ENTERPRISE_USER]
  const manager = isJsonObject(block) ? block.manager : undefined
  if (!isJsonObject(block) || !isJsonObject(manager)) return resource
  if (typeof manager.value !== 'string') return resource
  const shown = copyObject(manager)
  shown.$ref = `${baseUrl}/Users/${encodeURIComponent(manager.value)}`
  return Object.assign(copyObject(resource), {
    [ENTERPRISE_USER]: Object.assign(copyObject(block), { manager: shown }),
  })
}

function showMember(member: Member, baseUrl: string): JsonObject {
  return {
    value: member.value,
    $ref: `${baseUrl}/${member.type}s/${encodeURIComponent(member.value)}`,
    type: member.type,
    ...(member.display === undefined ? {} : { display: member.display }),
  }
}

export function locationOf(baseUrl: string, type: ResourceType, id: string): string {
  return `${baseUrl}/${type.endpoint}/${encodeURIComponent(id)}`
}

/** A list (RFC 7644 section 3.4.2): `itemsPerPage` is what is really in it. */
export function listResponse(
  resources: JsonObject[],
  totals: { total: number; startIndex?: number; nextCursor?: string; previousCursor?: string },
): ScimResponse {
  const { total, ...paging } = totals
  return jsonResponse(200, {
    schemas: [LIST_RESPONSE],
    totalResults: total,
    ...Object.fromEntries(Object.entries(paging).filter(([, value]) => value !== undefined)),
    itemsPerPage: resources.length,
    Resources: resources,
  })
}
