import type { AttributeDefinition } from './attribute'
import { foldCase } from './fold-case'
import { emptyObject, isJsonObject, type Json, type JsonObject } from './json'
import { ENTERPRISE_USER } from './schemas'

/**
 * What clients send beside the standard, one named function each. None asks who the client is:
 * on-demand provisioning ignores Entra's compliance flag, so every dialect reaches every tenant
 * (entra-profile.md 16, trap 30).
 */

/** Entra capitalises `Add`, `Replace`, `Remove` without its compliance flag (7.1). */
export function capitalisedOperation(op: unknown): string | undefined {
  return typeof op === 'string' ? foldCase(op.trim()) : undefined
}

/** Entra's expressions make text: `"False"` must end a person's access, not be truthy (7.3). */
export function booleanAsText(value: Json): Json {
  if (typeof value !== 'string') return value
  const folded = foldCase(value)
  if (folded === 'true') return true
  return folded === 'false' ? false : value
}

/** Old jobs wrap a single value: `[{"$ref":null,"value":"False"}]` (7.2 row 9, 7.3). */
export function wrappedSingleValue(value: Json): Json {
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value
  if (!isJsonObject(only)) return only ?? null
  const inner = memberIgnoringCase(only, 'value')
  return inner === undefined ? only : inner
}

/** The same wrapping where no schema says that the value is single; the null `$ref` gives it away. */
export function wrappedOpenValue(value: Json): Json {
  const only = Array.isArray(value) && value.length === 1 ? value[0] : undefined
  if (!isJsonObject(only) || only.$ref !== null || only.value === undefined) return value
  return Object.keys(only).length === 2 ? only.value : value
}

/** A reference may be the bare id: `manager: "u9"`, `members: "u1"` (7.7, 7.9). */
export function bareReference(value: Json): Json {
  if (typeof value !== 'string' && typeof value !== 'number') return value
  const object = emptyObject()
  object.value = value
  return object
}

/** `AppRoleAssignmentsComplex` puts the whole role as JSON text inside `value` (7.8). */
export function roleAsJsonText(definition: AttributeDefinition, element: JsonObject): JsonObject {
  const value = element.value
  if (definition.name !== 'roles' || typeof value !== 'string' || !value.startsWith('{')) {
    return element
  }
  const role = parseObject(value)
  if (!role || typeof role.value !== 'string') return element
  const expanded: JsonObject = Object.assign(emptyObject(), element, { value: role.value })
  if (typeof role.displayName === 'string') expanded.display = role.displayName
  return expanded
}

/** A sample of Microsoft's documentation forgets a colon: `enterprise:2.0User` (6.1). */
export function misspeltEnterpriseUrn(text: string): string {
  const misspelt = ENTERPRISE_USER.replace('2.0:User', '2.0User')
  return foldCase(text).startsWith(foldCase(misspelt))
    ? ENTERPRISE_USER + text.slice(misspelt.length)
    : text
}

/** Some writers of .NET begin UTF-8 with a mark, which readers may ignore (RFC 8259 section 8.1). */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return isJsonObject(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

export function memberIgnoringCase(object: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(object, name)) return object[name]
  const key = Object.keys(object).find((candidate) => foldCase(candidate) === foldCase(name))
  return key === undefined ? undefined : object[key]
}
