import type { AttributeDefinition } from './attribute'
import { invalidValue } from './errors'
import { emptyObject, isJsonObject, type Json, type JsonObject } from './json'
import { ELEMENTS_MAX, JSON_DEPTH_MAX, TEXT_LENGTH_MAX } from './limits'
import { isForbiddenName } from './path'
import {
  bareReference,
  booleanAsText,
  roleAsJsonText,
  wrappedOpenValue,
  wrappedSingleValue,
} from './quirks'
import { findIn } from './schemas'

/**
 * Gives a value the shape of its attribute. Text is kept as it came; `undefined` means that the
 * attribute has no value, which `null`, `""`, `[]` and `{}` all say (RFC 7643 section 2.5).
 */
export function coerce(definition: AttributeDefinition, raw: Json): Json | undefined {
  if (raw === null || raw === '') return undefined
  if (definition.type === 'open') return coerceOpen(definition, wrappedOpenValue(raw))
  if (definition.multiValued) return coerceList(definition, raw)
  if (definition.type === 'complex') return coerceComplex(definition, raw)
  return coerceScalar(definition, wrappedSingleValue(raw))
}

/** One element of a list, or the value of a single complex attribute. */
export function coerceElement(definition: AttributeDefinition, raw: Json): JsonObject | undefined {
  if (raw === null || raw === '') return undefined
  const hasValue = findIn(definition.subAttributes, 'value') !== undefined
  const given = hasValue ? bareReference(raw) : raw
  if (!isJsonObject(given)) {
    throw invalidValue(`The attribute ${definition.name} is an object with sub-attributes.`)
  }
  const element = emptyObject()
  for (const [name, value] of Object.entries(given)) {
    if (isForbiddenName(name)) throw forbiddenName(name)
    const sub = findSubOrAlias(definition, name)
    if (!sub || sub.mutability === 'readOnly') continue
    const coerced = coerce(sub, value)
    if (coerced !== undefined) element[sub.name] = coerced
  }
  const expanded = roleAsJsonText(definition, element)
  return Object.keys(expanded).length > 0 ? expanded : undefined
}

/** Entra's role expressions write `displayName` for `display` (entra-profile.md 7.8). */
function findSubOrAlias(definition: AttributeDefinition, name: string) {
  const sub = findIn(definition.subAttributes, name)
  return sub ?? (name === 'displayName' ? findIn(definition.subAttributes, 'display') : undefined)
}

function coerceList(definition: AttributeDefinition, raw: Json): Json | undefined {
  const given = Array.isArray(raw) ? raw : [raw]
  if (given.length > ELEMENTS_MAX) {
    throw invalidValue(`The attribute ${definition.name} has more than ${ELEMENTS_MAX} values.`)
  }
  const elements = given.flatMap((item) => coerceElement(definition, item) ?? [])
  return elements.length > 0 ? elements : undefined
}

function coerceComplex(definition: AttributeDefinition, raw: Json): Json | undefined {
  if (!Array.isArray(raw)) return coerceElement(definition, raw)
  if (raw.length > 1) throw invalidValue(`The attribute ${definition.name} has one value only.`)
  return coerceElement(definition, raw[0] ?? null)
}

function coerceScalar(definition: AttributeDefinition, value: Json): Json | undefined {
  if (value === null || value === '') return undefined
  if (Array.isArray(value) && value.length === 0) return undefined
  if (definition.type === 'boolean') {
    const boolean = booleanAsText(value)
    if (typeof boolean !== 'boolean') throw invalidValue(`${definition.name} is true or false.`)
    return boolean
  }
  if (typeof value === 'object') throw invalidValue(`The attribute ${definition.name} is text.`)
  const text = String(value)
  checkText(definition.name, text, definition.lengthMax ?? TEXT_LENGTH_MAX)
  return text
}

/** Custom extensions are kept verbatim, within bounds and without dangerous names. */
function coerceOpen(definition: AttributeDefinition, raw: Json): Json | undefined {
  if (raw === null || raw === '') return undefined
  const copy = copyOpen(definition.name, raw, JSON_DEPTH_MAX)
  if (Array.isArray(copy) && copy.length === 0) return undefined
  if (isJsonObject(copy) && Object.keys(copy).length === 0) return undefined
  return copy
}

function copyOpen(name: string, value: Json, depthLeft: number): Json {
  if (typeof value === 'string') checkText(name, value, TEXT_LENGTH_MAX)
  if (typeof value !== 'object' || value === null) return value
  if (depthLeft === 0) throw invalidValue(`The attribute ${name.slice(0, 100)} is nested too deep.`)
  if (Array.isArray(value)) return value.map((item) => copyOpen(name, item, depthLeft - 1))
  const copy = emptyObject()
  for (const [key, inner] of Object.entries(value)) {
    checkName(key)
    copy[key] = copyOpen(name, inner, depthLeft - 1)
  }
  return copy
}

/** A name that becomes a key of a stored document. */
export function checkName(name: string): void {
  if (isForbiddenName(name)) throw forbiddenName(name)
  checkText('An attribute name', name, TEXT_LENGTH_MAX)
}

/** Text that Postgres could not store, or an index could not hold, is refused and named. */
export function checkText(name: string, text: string, lengthMax: number): void {
  if (text.includes('\0') || !text.isWellFormed()) {
    throw invalidValue(`The value of ${name.slice(0, 100)} is not well-formed text.`)
  }
  if (text.length > lengthMax) {
    throw invalidValue(`The value of ${name.slice(0, 100)} is longer than ${lengthMax} characters.`)
  }
}

function forbiddenName(name: string) {
  return invalidValue(`An attribute cannot be named ${name}.`)
}
