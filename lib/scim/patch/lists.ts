import type { AttributeDefinition } from '../attribute'
import { coerce } from '../coerce'
import { foldCase } from '../fold-case'
import { copyObject, isJsonObject, type Json, type JsonObject, sameJson } from '../json'
import { findIn } from '../schemas'

/**
 * Adds elements to a list. Where the table names the usual types, the type is the key of an element
 * (Entra keeps one value per type), so a second `work` address overlays the first; elsewhere, as in
 * `roles`, whatever is not there yet is appended (entra-profile.md 7.4, 7.8).
 */
export function mergeLists(
  definition: AttributeDefinition,
  current: readonly Json[],
  added: readonly Json[],
): Json[] {
  const keyed = findIn(definition.subAttributes, 'type')?.canonicalValues !== undefined
  const merged = [...current]
  for (const element of added) {
    const at = merged.findIndex((known) =>
      keyed && isJsonObject(element) && element.type !== undefined
        ? isJsonObject(known) && sameValue(known.type, element.type)
        : sameElement(known, element),
    )
    const known = merged[at]
    if (at < 0) merged.push(element)
    else if (isJsonObject(known) && isJsonObject(element)) {
      merged[at] = Object.assign(copyObject(known), element)
    }
  }
  return merged
}

/**
 * What is left after a `remove`. A value on a list names the elements to remove; a value on anything
 * else is only information about what was there (entra-profile.md 7.2, row 7).
 */
export function withoutListed(
  definition: AttributeDefinition,
  current: Json | undefined,
  value: Json | undefined,
): Json | undefined {
  const namesNothing = value === undefined || value === null || value === ''
  if (namesNothing || !Array.isArray(current)) return undefined
  const listed = coerce(definition, value)
  if (listed === undefined) return current
  const list = Array.isArray(listed) ? listed : [listed]
  return current.filter((element) => !list.some((given) => isMeant(element, given)))
}

/** An element is meant when it has everything that is given. */
function isMeant(element: Json, given: Json): boolean {
  if (!isJsonObject(element) || !isJsonObject(given)) return sameValue(element, given)
  return Object.entries(given).every(([name, value]) => sameValue(element[name], value))
}

/** Elements are the same by their `value` where they have one. */
function sameElement(left: Json, right: Json): boolean {
  if (!isJsonObject(left) || !isJsonObject(right)) return sameValue(left, right)
  if (left.value === undefined && right.value === undefined) return sameJson(left, right)
  return sameValue(left.value, right.value) && sameValue(left.type, right.type)
}

function sameValue(left: Json | undefined, right: Json | undefined): boolean {
  if (typeof left === 'string' && typeof right === 'string') {
    return foldCase(left) === foldCase(right)
  }
  return sameJson(left, right)
}

/** Nothing but labels: such an element says nothing any more and is dropped (7.6). */
export function isOnlyLabels(element: JsonObject): boolean {
  return Object.keys(element).every((name) => name === 'type' || name === 'primary')
}
