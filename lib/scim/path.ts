import { type AttributePath, openAttribute } from './attribute'
import { foldCase, sameName } from './fold-case'
import { misspeltEnterpriseUrn } from './quirks'
import { ENTERPRISE_USER, findCoreAttribute, findIn, type ResourceType } from './schemas'

/** Resolves the name of one attribute, e.g. in a filter, `sortBy` or `attributes`. */
export function resolvePath(text: string, type: ResourceType): AttributePath | undefined {
  const { urn, rest } = splitUrn(text, type)
  const dot = rest.indexOf('.')
  const name = dot < 0 ? rest : rest.slice(0, dot)
  const found = findPath(urn, name, type)
  if (!found || dot < 0) return found
  const sub = findSub(found, rest.slice(dot + 1))
  return sub && { ...found, sub }
}

function findPath(
  urn: string | undefined,
  name: string,
  type: ResourceType,
): AttributePath | undefined {
  if (name === '') return undefined
  if (urn === undefined || urn === type.schema.urn) {
    const attribute = findCoreAttribute(type, name)
    if (attribute) return { extension: undefined, attribute, sub: undefined }
  }
  // Entra filters by `manager` and may patch `department` without the URN (entra-profile.md 5.1).
  if (type.extension && (urn === undefined || urn === type.extension.urn)) {
    const attribute = findIn(type.extension.attributes, name)
    return attribute && { extension: type.extension.urn, attribute, sub: undefined }
  }
  if (urn === undefined || !isCustomExtension(urn)) return undefined
  return { extension: urn, attribute: openAttribute(name), sub: undefined }
}

export function findSub(path: AttributePath, name: string) {
  if (name === '') return undefined
  if (path.attribute.type === 'open') return openAttribute(name)
  return findIn(path.attribute.subAttributes, name)
}

/** `…:2.0:User` with or without something after it; older Entra jobs put a dot there. */
const CUSTOM_URN = /^(urn:[^[\]"\s]+?:\d+\.\d+:[a-z0-9_-]+)(?:[:.](.*))?$/i

export function splitUrn(
  text: string,
  type: ResourceType,
): { urn: string | undefined; rest: string } {
  if (!foldCase(text).startsWith('urn:')) return { urn: undefined, rest: text }
  const spelled = misspeltEnterpriseUrn(text)
  for (const known of [type.schema.urn, type.extension?.urn]) {
    const rest = known === undefined ? undefined : afterPrefix(spelled, known)
    if (known !== undefined && rest !== undefined) return { urn: known, rest }
  }
  const custom = CUSTOM_URN.exec(spelled)
  if (custom?.[1] !== undefined) return { urn: custom[1], rest: custom[2] ?? '' }
  const colon = spelled.lastIndexOf(':')
  return { urn: spelled.slice(0, colon), rest: spelled.slice(colon + 1) }
}

function afterPrefix(text: string, urn: string): string | undefined {
  if (!foldCase(text).startsWith(foldCase(urn))) return undefined
  const rest = text.slice(urn.length)
  if (rest === '') return ''
  return rest.startsWith(':') || rest.startsWith('.') ? rest.slice(1) : undefined
}

/** URNs of the standard itself are never a custom extension. */
export function isReservedUrn(urn: string): boolean {
  const folded = foldCase(urn)
  return (
    folded.startsWith('urn:ietf:params:scim:schemas:core:') ||
    folded.startsWith('urn:ietf:params:scim:api:') ||
    sameName(urn, ENTERPRISE_USER)
  )
}

/** A key of a body that is kept as an open object although no schema of ours describes it. */
export function isCustomExtension(key: string): boolean {
  return foldCase(key).startsWith('urn:') && !isReservedUrn(key)
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/** Names that could reach an object's prototype are refused anywhere (scim.md 4). */
export function isForbiddenName(name: string): boolean {
  return FORBIDDEN.has(name)
}
