import type { AttributePath } from './attribute'
import { foldCase } from './fold-case'
import { copyObject, isJsonObject, type Json, type JsonObject } from './json'
import { resolvePath, splitUrn } from './path'
import { memberIgnoringCase } from './quirks'
import type { ResourceType } from './schemas'

/**
 * Which attributes an answer holds (RFC 7644 section 3.9). `id` and `schemas` are in every answer.
 * Names that nobody knows select nothing and exclude nothing.
 */
export interface Projection {
  /** The whole default set when absent. */
  readonly only: readonly Selected[] | undefined
  readonly without: readonly Selected[]
}

/** An attribute, one of its parts, or a whole extension. */
type Selected = AttributePath | { readonly block: string }

const ALWAYS = new Set(['id', 'schemas'])

export function readProjection(
  names: { attributes?: readonly string[]; excludedAttributes?: readonly string[] },
  type: ResourceType,
): Projection {
  const only = names.attributes?.filter((name) => name !== '')
  return {
    only: only && only.length > 0 ? select(only, type) : undefined,
    without: select(names.excludedAttributes ?? [], type),
  }
}

function select(names: readonly string[], type: ResourceType): Selected[] {
  return names.flatMap((name): Selected[] => {
    const { urn, rest } = splitUrn(name, type)
    if (urn !== undefined && rest === '') return [{ block: urn }]
    const path = resolvePath(name, type)
    return path ? [path] : []
  })
}

/** Whether the rows behind a core attribute have to be read at all. */
export function includes(projection: Projection, name: 'members' | 'groups'): boolean {
  const meant = (selected: Selected) => !('block' in selected) && selected.attribute.name === name
  const whole = (selected: Selected) => meant(selected) && 'sub' in selected && !selected.sub
  if (projection.without.some(whole)) return false
  if (projection.only) return projection.only.some(meant)
  return name === 'members'
}

/** The part of a document that was asked for. */
export function project(document: JsonObject, projection: Projection, type: ResourceType) {
  const chosen = projection.only ? pick(document, projection.only, type) : copyObject(document)
  for (const selected of projection.without) drop(chosen, selected, type)
  return chosen
}

function pick(document: JsonObject, only: readonly Selected[], type: ResourceType): JsonObject {
  const picked = copyObject({})
  for (const name of Object.keys(document)) {
    const value = document[name]
    if (value === undefined) continue
    if (ALWAYS.has(name)) picked[name] = value
    const part = only.map((selected) => partOf(selected, name, value, type))
    const found = part.reduce(combine, undefined)
    if (found !== undefined) picked[name] = found
  }
  return picked
}

/** What one selection takes of the top-level member `name`. */
function partOf(selected: Selected, name: string, value: Json, type: ResourceType) {
  if ('block' in selected) {
    const isCore = same(selected.block, type.schema.urn) && !name.includes(':')
    return isCore || same(selected.block, name) ? value : undefined
  }
  const { extension, attribute, sub } = selected
  if (extension === undefined) {
    return same(attribute.name, name) ? (sub ? subOf(value, sub.name) : value) : undefined
  }
  if (!same(extension, name) || !isJsonObject(value)) return undefined
  const inner = memberIgnoringCase(value, attribute.name)
  const part = inner !== undefined && sub ? subOf(inner, sub.name) : inner
  return part === undefined ? undefined : copyObject({ [attribute.name]: part })
}

function subOf(value: Json, name: string): Json | undefined {
  if (Array.isArray(value)) return value.flatMap((item) => subOf(item, name) ?? [])
  if (!isJsonObject(value)) return undefined
  const inner = memberIgnoringCase(value, name)
  return inner === undefined ? undefined : copyObject({ [name]: inner })
}

/** Two selections inside one attribute, e.g. `name.givenName,name.familyName`. */
function combine(left: Json | undefined, right: Json | undefined): Json | undefined {
  if (left === undefined || right === undefined) return left ?? right
  if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
    return left.map((item, i) => combine(item, right[i]) ?? item)
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return left
  const both = copyObject(left)
  for (const [name, value] of Object.entries(right)) {
    both[name] = combine(Object.hasOwn(left, name) ? left[name] : undefined, value) ?? value
  }
  return both
}

function drop(document: JsonObject, selected: Selected, type: ResourceType): void {
  if ('block' in selected) {
    for (const name of Object.keys(document)) {
      const isCore = same(selected.block, type.schema.urn) && !name.includes(':')
      if (!ALWAYS.has(name) && (isCore || same(selected.block, name))) delete document[name]
    }
    return
  }
  const { extension, attribute, sub } = selected
  if (extension === undefined) {
    if (!ALWAYS.has(attribute.name)) dropPart(document, attribute.name, sub?.name)
    return
  }
  const key = keyOf(document, extension)
  const block = key === undefined ? undefined : document[key]
  if (key === undefined || !isJsonObject(block)) return
  const rest = copyObject(block)
  dropPart(rest, attribute.name, sub?.name)
  document[key] = rest
}

function dropPart(object: JsonObject, name: string, sub: string | undefined): void {
  const key = keyOf(object, name)
  if (key === undefined) return
  if (sub === undefined) delete object[key]
  else object[key] = withoutSub(object[key] ?? null, sub)
}

function withoutSub(value: Json, sub: string): Json {
  if (Array.isArray(value)) return value.map((item) => withoutSub(item, sub))
  if (!isJsonObject(value)) return value
  const rest = copyObject(value)
  const key = keyOf(rest, sub)
  if (key !== undefined) delete rest[key]
  return rest
}

function keyOf(object: JsonObject, name: string): string | undefined {
  return Object.keys(object).find((key) => same(key, name))
}

function same(left: string, right: string): boolean {
  return foldCase(left) === foldCase(right)
}
