/** One row of the attribute table, in the words of RFC 7643 section 7. */
export type AttributeType =
  | 'string'
  | 'boolean'
  | 'dateTime'
  | 'reference'
  | 'binary'
  | 'complex'
  /** Any JSON: what a custom extension block holds, of which no schema is known. */
  | 'open'

export interface AttributeDefinition {
  readonly name: string
  readonly type: AttributeType
  readonly description: string
  readonly multiValued: boolean
  readonly required: boolean
  readonly caseExact: boolean
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly'
  readonly returned: 'always' | 'default' | 'request' | 'never'
  readonly uniqueness: 'none' | 'server'
  readonly canonicalValues?: readonly string[]
  readonly referenceTypes?: readonly string[]
  readonly subAttributes?: readonly AttributeDefinition[]
  /** In UTF-16 units; shorter than TEXT_LENGTH_MAX where stores keep an index on the value. */
  readonly lengthMax?: number
}

/**
 * An attribute found by its name. `extension` is the URN that is the key of its block in the
 * document and is undefined for core attributes. `sub` names a sub-attribute.
 */
export interface AttributePath {
  readonly extension: string | undefined
  readonly attribute: AttributeDefinition
  readonly sub: AttributeDefinition | undefined
}

type Facets = Partial<Omit<AttributeDefinition, 'name' | 'type' | 'description'>>

/** A row of the table; every facet that is not named has the default of RFC 7643 section 2.2. */
export function attribute(
  name: string,
  type: AttributeType,
  description: string,
  facets: Facets = {},
): AttributeDefinition {
  return {
    name,
    type,
    description,
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...facets,
  }
}

/** An attribute of a custom extension: any JSON, compared without case, kept verbatim. */
export function openAttribute(name: string): AttributeDefinition {
  return attribute(name, 'open', 'An attribute of a custom extension.')
}

/** The canonical spelling of a path, e.g. `emails.value` or `urn:…:2.0:User:manager.value`. */
export function pathName(path: AttributePath): string {
  const name = path.sub ? `${path.attribute.name}.${path.sub.name}` : path.attribute.name
  return path.extension === undefined ? name : `${path.extension}:${name}`
}
