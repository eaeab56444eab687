import type { FieldChange } from '@/lib/activity/kinds'

const ENTERPRISE_USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

type Document = Record<string, unknown>

/** What one push may tell of; a document holds far fewer in practice. */
const CHANGES_MAX = 100
const VALUE_LENGTH_MAX = 300
const PATHS_MAX = 2_000

/**
 * Every value that differs between two SCIM documents, by its path: `emails[work].value`. Elements
 * of a list are told apart by their type, or by their place where they have none.
 */
export function documentChanges(before: Document, after: Document): FieldChange[] {
  const left = flatten(before)
  const right = flatten(after)
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((path) => left.get(path) !== right.get(path))
    .slice(0, CHANGES_MAX)
    .map((field) => ({
      field,
      before: shortened(left.get(field)),
      after: shortened(right.get(field)),
    }))
}

function flatten(document: Document): Map<string, string> {
  const values = new Map<string, string>()
  walk(document, '', values)
  return values
}

function walk(value: unknown, path: string, into: Map<string, string>): void {
  if (value === null || value === undefined || into.size >= PATHS_MAX) return
  if (typeof value !== 'object') {
    into.set(path, typeof value === 'string' ? value : JSON.stringify(value))
    return
  }
  if (Array.isArray(value)) {
    const names = elementNames(value)
    for (const [index, item] of value.entries()) walk(item, `${path}[${names[index]}]`, into)
    return
  }
  for (const [name, item] of Object.entries(value)) {
    if (name !== 'schemas') walk(item, below(path, name), into)
  }
}

/** Attributes of the enterprise extension read as if they were the core's; nobody says the URN. */
function below(path: string, name: string): string {
  if (name === ENTERPRISE_USER) return ''
  if (path === '') return name
  return /^urn:/i.test(path) && !path.includes('[') ? `${path}:${name}` : `${path}.${name}`
}

/** The type names an element as long as no second one has the same. */
function elementNames(items: unknown[]): string[] {
  const types = items.map((item) =>
    typeof item === 'object' && item !== null && 'type' in item && typeof item.type === 'string'
      ? item.type.toLowerCase()
      : undefined,
  )
  return types.map((type, index) =>
    type !== undefined && types.indexOf(type) === types.lastIndexOf(type)
      ? type
      : String(index + 1),
  )
}

function shortened(text: string | undefined): string | null {
  if (text === undefined || text === '') return null
  return text.length > VALUE_LENGTH_MAX ? `${text.slice(0, VALUE_LENGTH_MAX)}…` : text
}
