/**
 * The SCIM paths that the mapping's targets use, read and written in plain resources: `title`,
 * `name.givenName`, `emails[type eq "work"].value`, and either behind the URN of an extension.
 */
export type ScimObject = { [key: string]: unknown }

interface TargetPath {
  extension: string | undefined
  attribute: string
  /** The `type` of a value of a plural attribute. */
  type: string | undefined
  sub: string | undefined
}

const PATH = /^(?:(urn:.*):)?([A-Za-z]+)(?:\[type eq "([a-z]+)"\])?(?:\.([A-Za-z]+))?$/

function parseTarget(path: string): TargetPath {
  const match = PATH.exec(path)
  if (!match?.[2]) throw new Error(`The mapping has a target that is no SCIM path: ${path}`)
  return { extension: match[1], attribute: match[2], type: match[3], sub: match[4] }
}

/** Whether the path picks a value of a plural attribute by its type. */
export function isFiltered(path: string): boolean {
  return parseTarget(path).type !== undefined
}

/** The value as text, booleans as Entra writes them; undefined when there is none. */
export function readTarget(resource: ScimObject, path: string): string | undefined {
  const { extension, attribute, type, sub } = parseTarget(path)
  const holder = extension ? asObject(resource[extension]) : resource
  const value = holder?.[attribute]
  const chosen = type ? asList(value).find((one) => one.type === type) : value
  return asText(sub ? asObject(chosen)?.[sub] : chosen)
}

/** Sets the value, making what holds it. The first value of each plural is its primary one. */
export function writeTarget(resource: ScimObject, path: string, value: unknown): void {
  const { extension, attribute, type, sub } = parseTarget(path)
  const holder = extension ? objectIn(resource, extension) : resource
  if (type && sub) {
    const list = asList(holder[attribute])
    const known = list.find((one) => one.type === type)
    const element = known ?? { ...(list.length === 0 ? { primary: true } : {}), type }
    element[sub] = value
    holder[attribute] = known ? list : [...list, element]
  } else if (sub) {
    objectIn(holder, attribute)[sub] = value
  } else {
    holder[attribute] = value
  }
}

function objectIn(holder: ScimObject, key: string): ScimObject {
  const known = asObject(holder[key])
  if (known) return known
  const made: ScimObject = {}
  holder[key] = made
  return made
}

function asObject(value: unknown): ScimObject | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as ScimObject) : undefined
}

function asList(value: unknown): ScimObject[] {
  const list: unknown[] = Array.isArray(value) ? value : []
  return list.flatMap((one) => {
    const object = asObject(one)
    return object ? [object] : []
  })
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'string' ? value : undefined
}
