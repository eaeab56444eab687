import type { AttributeDefinition } from './attribute'
import { endpointNotFound } from './errors'
import { sameName } from './fold-case'
import type { JsonObject } from './json'
import { BODY_BYTES_MAX, BULK_OPERATIONS_MAX, PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from './limits'
import type { ProviderOptions } from './request'
import { jsonResponse, listResponse, type ScimResponse } from './response'
import {
  commonAttributes,
  findIn,
  type ResourceType,
  resourceTypes,
  type Schema,
  schemas,
} from './schemas'

const SPC = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'
const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType'
const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema'

/** What the service can do (RFC 7643 section 5). Only what works is advertised. */
export function serviceProviderConfig(options: ProviderOptions): ScimResponse {
  const { baseUrl, cursorPaging, answerOne } = options
  return jsonResponse(200, {
    schemas: [SPC],
    patch: { supported: true },
    bulk: answerOne
      ? { supported: true, maxOperations: BULK_OPERATIONS_MAX, maxPayloadSize: BODY_BYTES_MAX }
      : { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: PAGE_SIZE_MAX },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    // RFC 9865 section 4.
    pagination: {
      cursor: cursorPaging,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: PAGE_SIZE_DEFAULT,
      maxPageSize: PAGE_SIZE_MAX,
    },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Secret token',
        description: 'The secret token that Sequr shows once, sent as a bearer token.',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
      {
        type: 'oauth2',
        name: 'OAuth 2.0 client credentials',
        description: 'A token of an hour, fetched with the client id and secret that Sequr shows.',
        specUri: 'https://www.rfc-editor.org/info/rfc6749',
      },
    ],
    meta: {
      resourceType: 'ServiceProviderConfig',
      location: `${baseUrl}/ServiceProviderConfig`,
    },
  })
}

export function listResourceTypes(baseUrl: string): ScimResponse {
  const documents = resourceTypes.map((type) => resourceTypeDocument(type, baseUrl))
  return listResponse(documents, { total: documents.length, startIndex: 1 })
}

export function getResourceType(name: string, baseUrl: string): ScimResponse {
  const type = resourceTypes.find((known) => sameName(known.name, name))
  if (!type) throw endpointNotFound()
  return jsonResponse(200, resourceTypeDocument(type, baseUrl))
}

function resourceTypeDocument(type: ResourceType, baseUrl: string): JsonObject {
  const extension = type.extension
  return {
    schemas: [RESOURCE_TYPE],
    id: type.name,
    name: type.name,
    description: type.description,
    endpoint: `/${type.endpoint}`,
    schema: type.schema.urn,
    ...(extension ? { schemaExtensions: [{ schema: extension.urn, required: false }] } : {}),
    meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/${type.name}` },
  }
}

export function listSchemas(baseUrl: string): ScimResponse {
  const documents = schemas.map((schema) => schemaDocument(schema, baseUrl))
  return listResponse(documents, { total: documents.length, startIndex: 1 })
}

export function getSchema(urn: string, baseUrl: string): ScimResponse {
  const schema = schemas.find((known) => sameName(known.urn, urn))
  if (!schema) throw endpointNotFound()
  return jsonResponse(200, schemaDocument(schema, baseUrl))
}

function schemaDocument(schema: Schema, baseUrl: string): JsonObject {
  return {
    schemas: [SCHEMA],
    id: schema.urn,
    name: schema.name,
    description: schema.description,
    attributes: published(schema).map(attributeDocument),
    meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${schema.urn}` },
  }
}

/**
 * `id` and `externalId` are listed with the core schemas, because Entra's validator looks for every
 * mapped attribute there. What is never returned is not: the validator sends it and then misses it
 * in the answer (entra-profile.md 11.2).
 */
function published(schema: Schema): AttributeDefinition[] {
  const isCore = resourceTypes.some((type) => type.schema === schema)
  const common = ['id', 'externalId'].flatMap((name) => findIn(commonAttributes, name) ?? [])
  return [...(isCore ? common : []), ...schema.attributes].filter(
    (definition) => definition.returned !== 'never',
  )
}

function attributeDocument(definition: AttributeDefinition): JsonObject {
  return {
    name: definition.name,
    type: definition.type,
    description: definition.description,
    multiValued: definition.multiValued,
    required: definition.required,
    caseExact: definition.caseExact,
    mutability: definition.mutability,
    returned: definition.returned,
    uniqueness: definition.uniqueness,
    ...(definition.canonicalValues ? { canonicalValues: [...definition.canonicalValues] } : {}),
    ...(definition.referenceTypes ? { referenceTypes: [...definition.referenceTypes] } : {}),
    ...(definition.subAttributes
      ? { subAttributes: definition.subAttributes.map(attributeDocument) }
      : {}),
  }
}
