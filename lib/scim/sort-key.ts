import type { AttributePath } from './attribute'
import { compareText } from './compare-text'
import { valuesAt } from './filter/match'
import { foldCase } from './fold-case'
import { isJsonObject, type Json, type JsonObject } from './json'
import { SORT_KEY_LENGTH_MAX } from './limits'
import { memberIgnoringCase } from './quirks'

export type SortKey = string | undefined

/**
 * What a resource is sorted by: of a list its primary element, or its first; text without case
 * unless the attribute is `caseExact` (RFC 7644 section 3.4.2.3).
 */
export function sortKeyOf(document: JsonObject, path: AttributePath): SortKey {
  const value = firstOf(valuesAt(document, { ...path, sub: undefined }), path)
  if (value === undefined || value === null || typeof value === 'object') return undefined
  if (typeof value !== 'string') return JSON.stringify(value)
  return begin(isSortedByCase(path) ? value : foldCase(value))
}

function begin(text: string): string {
  if (text.length <= SORT_KEY_LENGTH_MAX) return text
  return [...text].slice(0, SORT_KEY_LENGTH_MAX).join('')
}

export function isSortedByCase({ attribute, sub }: AttributePath): boolean {
  return (sub ?? attribute).caseExact
}

/** Resources without a value come last, first when descending (RFC 7644 section 3.4.2.3). */
export function compareKeys(left: SortKey, right: SortKey, descending: boolean): number {
  return descending ? ascending(right, left) : ascending(left, right)
}

function ascending(left: SortKey, right: SortKey): number {
  if (left === undefined || right === undefined) {
    return Number(left === undefined) - Number(right === undefined)
  }
  return compareText(left, right)
}

function firstOf(elements: Json[], { sub }: AttributePath): Json | undefined {
  const isPrimary = (element: Json) => isJsonObject(element) && element.primary === true
  const element = elements.find(isPrimary) ?? elements[0]
  if (!sub) return element
  return isJsonObject(element) ? memberIgnoringCase(element, sub.name) : undefined
}
