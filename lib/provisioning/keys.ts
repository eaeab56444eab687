import { foldCase } from '@/lib/scim/fold-case'
import { isJsonObject, type Json, type JsonObject } from '@/lib/scim/json'

/** The form in which SCIM compares text without case; uniqueness and filters share it. */
export const textKey = foldCase

/** E-mail addresses are lower-cased and trimmed whole, with no dot or plus tricks (product.md 4.3). */
export function emailKey(email: string): string {
  return foldCase(email.trim())
}

/**
 * A document with every name and every text folded, so that SQL finds and compares without case
 * byte by byte. Custom extensions keep their names as sent; only here are they all of one case.
 */
export function foldDocument(document: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => [foldCase(name), foldValue(value)]),
  )
}

/** A copy with the ordinary prototype, which the database library wants of a JSON column's value. */
export function plainDocument(document: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(document))
}

function foldValue(value: Json): Json {
  if (typeof value === 'string') return foldCase(value)
  if (Array.isArray(value)) return value.map(foldValue)
  return isJsonObject(value) ? foldDocument(value) : value
}
