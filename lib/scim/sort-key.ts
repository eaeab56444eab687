import type { AttributePath } from './attribute'
import { compareText } from './compare-text'
import { valuesAt } from './filter/match'
import { foldCase } from './fold-case'
import { isJsonObject, type Json, type JsonObject } from './json'

export type SortKey = string | number | undefined

/** What a resource is sorted by: text without case, of a list its primary element or its first. */
export function sortKeyOf(document: JsonObject, path: AttributePath): SortKey {
  const value = path.attribute.multiValued
    ? firstOf(valuesAt(document, { ...path, sub: undefined }), path)
    : valuesAt(document, path)[0]
  if (value === undefined || value === null || isJsonObject(value)) return undefined
  if (typeof value === 'number') return value
  return typeof value === 'string' ? foldCase(value) : JSON.stringify(value)
}

/** Resources without a value come last, first when descending (RFC 7644 section 3.4.2.3). */
export function compareKeys(left: SortKey, right: SortKey, descending: boolean): number {
  return descending ? ascending(right, left) : ascending(left, right)
}

function ascending(left: SortKey, right: SortKey): number {
  if (left === undefined || right === undefined) {
    return Number(left === undefined) - Number(right === undefined)
  }
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return compareText(String(left), String(right))
}

function firstOf(elements: Json[], { sub }: AttributePath): Json | undefined {
  const isPrimary = (element: Json) => isJsonObject(element) && element.primary === true
  const element = elements.find(isPrimary) ?? elements[0]
  return sub && isJsonObject(element) ? element[sub.name] : element
}
