import { type AttributeDefinition, attribute } from './attribute'
import { foldCase } from './fold-case'
import { groupAttributes } from './group-attributes'
import { KEY_LENGTH_MAX } from './limits'
import { enterpriseAttributes, userAttributes } from './user-attributes'

/**
 * The one table of what exists. `/Schemas` publishes it, and bodies, paths, PATCH, projection and
 * filters are read against it, so that what is published is what is enforced.
 */
export const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const CORE_GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const ENTERPRISE_USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

export interface Schema {
  readonly urn: string
  readonly name: string
  readonly description: string
  readonly attributes: readonly AttributeDefinition[]
}

export interface ResourceType {
  readonly name: 'User' | 'Group'
  readonly endpoint: 'Users' | 'Groups'
  readonly description: string
  readonly schema: Schema
  readonly extension: Schema | undefined
}

/** What every resource has (RFC 7643 section 3.1). */
export const commonAttributes: readonly AttributeDefinition[] = [
  attribute('id', 'string', 'The id Sequr gave the resource.', {
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
    uniqueness: 'server',
  }),
  attribute('externalId', 'string', "The client's own id of the resource.", {
    caseExact: true,
    lengthMax: KEY_LENGTH_MAX,
  }),
  attribute('schemas', 'reference', 'The schemas of the resource.', {
    multiValued: true,
    mutability: 'readOnly',
    returned: 'always',
    referenceTypes: ['uri'],
  }),
  attribute('meta', 'complex', 'About the resource itself.', {
    mutability: 'readOnly',
    subAttributes: [
      readOnly('resourceType', 'string', true),
      readOnly('created', 'dateTime', true),
      readOnly('lastModified', 'dateTime', true),
      readOnly('location', 'reference', true),
      readOnly('version', 'string', true),
    ],
  }),
]

function readOnly(name: string, type: 'string' | 'dateTime' | 'reference', caseExact: boolean) {
  return attribute(name, type, '', { mutability: 'readOnly', caseExact })
}

export const userSchema: Schema = {
  urn: CORE_USER,
  name: 'User',
  description: 'A person in the directory.',
  attributes: userAttributes,
}

export const enterpriseSchema: Schema = {
  urn: ENTERPRISE_USER,
  name: 'EnterpriseUser',
  description: 'What an organisation knows of its person.',
  attributes: enterpriseAttributes,
}

export const groupSchema: Schema = {
  urn: CORE_GROUP,
  name: 'Group',
  description: 'A group of the directory.',
  attributes: groupAttributes,
}

export const userType: ResourceType = {
  name: 'User',
  endpoint: 'Users',
  description: 'People.',
  schema: userSchema,
  extension: enterpriseSchema,
}

export const groupType: ResourceType = {
  name: 'Group',
  endpoint: 'Groups',
  description: 'Groups of people.',
  schema: groupSchema,
  extension: undefined,
}

export const resourceTypes = [userType, groupType] as const
export const schemas = [userSchema, groupSchema, enterpriseSchema] as const

const indexes = new WeakMap<readonly AttributeDefinition[], Map<string, AttributeDefinition>>()

/** Finds a name, in whatever case, in one list of the table. */
export function findIn(
  attributes: readonly AttributeDefinition[] | undefined,
  name: string,
): AttributeDefinition | undefined {
  if (!attributes) return undefined
  let index = indexes.get(attributes)
  if (!index) {
    index = new Map(attributes.map((definition) => [foldCase(definition.name), definition]))
    indexes.set(attributes, index)
  }
  return index.get(foldCase(name))
}

/** A core attribute of the type, common ones included. */
export function findCoreAttribute(type: ResourceType, name: string) {
  return findIn(type.schema.attributes, name) ?? findIn(commonAttributes, name)
}
