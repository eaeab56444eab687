/** The values a SCIM document is made of. Objects built from input have no prototype. */
export type JsonScalar = string | number | boolean | null
export type Json = JsonScalar | Json[] | JsonObject
export interface JsonObject {
  [name: string]: Json
}

/** An empty map without a prototype, so that a key named `__proto__` or `constructor` is a key. */
export function emptyObject(): JsonObject {
  return Object.create(null) as JsonObject
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A copy of one level, again without a prototype. */
export function copyObject(from: JsonObject): JsonObject {
  return Object.assign(emptyObject(), from)
}

/** Equal as JSON: the order of names says nothing, the order of a list does. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, i) => sameJson(item, right[i]))
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false
  const names = Object.keys(left)
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && sameJson(left[name], right[name]))
  )
}
