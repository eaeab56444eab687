import type { AttributeDefinition } from '../attribute'
import { checkName, coerce, coerceElement } from '../coerce'
import { noTarget } from '../errors'
import type { FilterNode } from '../filter/ast'
import { compileElementFilter } from '../filter/match'
import { foldCase } from '../fold-case'
import { copyObject, emptyObject, isJsonObject, type Json, type JsonObject } from '../json'
import { isOnlyLabels } from './lists'
import type { AttributeStep } from './steps'

/**
 * Changes the elements a filter selects. RFC 7644 answers `replace` on a filter without a match
 * with `noTarget`; Entra relies on the element being created, for `add` and `replace` alike
 * (entra-profile.md 7.6). A single complex attribute, as in `manager[value eq "u9"]`, is a list of one.
 */
export function changeElements(
  current: Json | undefined,
  filter: FilterNode,
  step: AttributeStep,
): Json | undefined {
  const matches = compileElementFilter(filter)
  const isMatch = (element: Json) => isJsonObject(element) && matches(element)
  const list = asList(current)
  const change = elementChange(filter, step)
  const changed = list.flatMap((element) =>
    isJsonObject(element) && isMatch(element) ? (change.match(element) ?? []) : [element],
  )
  const created = list.some(isMatch) ? undefined : change.create()
  if (created) changed.push(created)
  const isList = step.target.path.attribute.multiValued || Array.isArray(current)
  return isList ? changed : changed[0]
}

interface ElementChange {
  match(element: JsonObject): JsonObject | undefined
  create(): JsonObject | undefined
}

function elementChange(filter: FilterNode, step: AttributeStep): ElementChange {
  const { attribute, sub } = step.target.path
  if (sub) {
    const value = step.op === 'remove' ? undefined : coerce(sub, step.value ?? null)
    return {
      match: (element) => withSub(element, sub, value),
      create: () => (value === undefined ? undefined : withSub(seed(filter), sub, value)),
    }
  }
  const given = step.op === 'remove' ? undefined : readElement(attribute, step.value ?? null)
  if (!given) return { match: () => undefined, create: () => undefined }
  return {
    match: (element) =>
      Object.assign(step.op === 'add' ? copyObject(element) : seedOrEmpty(filter), given),
    create: () => Object.assign(seed(filter), given),
  }
}

function readElement(definition: AttributeDefinition, value: Json): JsonObject | undefined {
  const only = Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value
  if (definition.type !== 'open') return coerceElement(definition, only)
  const open = coerce(definition, only)
  return isJsonObject(open) ? open : undefined
}

/** What a new element must have to meet the filter: its `eq` terms, joined by `and`. */
function seed(filter: FilterNode): JsonObject {
  const seeded = seedOrUndefined(filter)
  if (!seeded)
    throw noTarget('No value meets the filter of the path, and none can be made from it.')
  return seeded
}

function seedOrEmpty(filter: FilterNode): JsonObject {
  return seedOrUndefined(filter) ?? emptyObject()
}

function seedOrUndefined(filter: FilterNode): JsonObject | undefined {
  const terms = filter.kind === 'and' ? filter.terms : [filter]
  const element = emptyObject()
  for (const term of terms) {
    if (term.kind !== 'compare' || term.operator !== 'eq' || !term.path.sub) return undefined
    checkName(term.path.sub.name)
    if (term.value !== null) element[term.path.sub.name] = term.value
  }
  return element
}

/** Changes one sub-attribute without a filter: of the one value, or of every element. */
export function changeSub(
  current: Json | undefined,
  sub: AttributeDefinition,
  step: AttributeStep,
): Json | undefined {
  const value = step.op === 'remove' ? undefined : coerce(sub, step.value ?? null)
  if (step.target.path.attribute.multiValued || Array.isArray(current)) {
    const list = asList(current)
    if (list.length === 0 && value !== undefined) return [withSub(emptyObject(), sub, value) ?? {}]
    return list.flatMap((item) => (isJsonObject(item) ? (withSub(item, sub, value) ?? []) : [item]))
  }
  const object = isJsonObject(current) ? current : emptyObject()
  // A reference to somebody else must not keep the name of the former one.
  const isOther = sub.name === 'value' && object.value !== value && value !== undefined
  return withSub(isOther ? emptyObject() : object, sub, value)
}

function withSub(
  element: JsonObject,
  sub: AttributeDefinition,
  value: Json | undefined,
): JsonObject | undefined {
  checkName(sub.name)
  const changed = copyObject(element)
  const key = Object.keys(changed).find((name) => foldCase(name) === foldCase(sub.name)) ?? sub.name
  if (value !== undefined) {
    changed[key] = value
    return changed
  }
  delete changed[key]
  return isOnlyLabels(changed) ? undefined : changed
}

function asList(current: Json | undefined): Json[] {
  if (current === undefined) return []
  return Array.isArray(current) ? current : [current]
}
