import type { AttributePath } from '../attribute'
import { invalidPath } from '../errors'
import type { FilterNode } from '../filter/ast'
import { parseElementFilter } from '../filter/parse'
import { sameName } from '../fold-case'
import { PATH_LENGTH_MAX } from '../limits'
import { findSub, isForbiddenName, resolvePath, splitUrn } from '../path'
import type { ResourceType } from '../schemas'

/**
 * Where a PATCH operation or a key of its value points. Nothing found means an attribute that
 * nobody knows, which is ignored; only a path that cannot be read at all is an error.
 */
export type Target =
  | { readonly kind: 'resource' }
  | { readonly kind: 'extension'; readonly extension: string }
  | {
      readonly kind: 'attribute'
      readonly path: AttributePath
      readonly filter: FilterNode | undefined
    }

/** Reads `name`, `name.sub`, `name[filter]`, `name[filter].sub`, each with or without a URN. */
export function parseTarget(text: string, type: ResourceType): Target | undefined {
  if (text.length > PATH_LENGTH_MAX) throw invalidPath('The path is too long.')
  const parts = splitAtFilter(text.trim())
  if (parts.filter === undefined) return resolveTarget(parts.head, type)
  const target = resolveTarget(parts.head, type)
  if (target?.kind !== 'attribute') return undefined
  if (target.path.sub) throw invalidPath(`The path ${text.slice(0, 200)} cannot be read.`)
  const filter = parseElementFilter(parts.filter, target.path)
  if (parts.sub === undefined) return { ...target, filter }
  const sub = findSub(target.path, parts.sub)
  return sub ? { kind: 'attribute', path: { ...target.path, sub }, filter } : undefined
}

interface PathParts {
  head: string
  filter: string | undefined
  sub: string | undefined
}

function splitAtFilter(text: string): PathParts {
  const open = text.indexOf('[')
  if (open < 0) return { head: text, filter: undefined, sub: undefined }
  const close = text.lastIndexOf(']')
  const tail = text.slice(close + 1)
  if (open === 0 || close < open || (tail !== '' && !/^\.[^\s.[\]"]+$/.test(tail))) {
    throw invalidPath(`The path ${text.slice(0, 200)} cannot be read.`)
  }
  return {
    head: text.slice(0, open),
    filter: text.slice(open + 1, close),
    sub: tail === '' ? undefined : tail.slice(1),
  }
}

/** Resolves a name without a filter, as PATCH paths and keys have them. */
export function resolveTarget(text: string, type: ResourceType): Target | undefined {
  if (!isAttributeName(text)) {
    throw invalidPath(`The path ${text.slice(0, 200)} cannot be read.`)
  }
  const { urn, rest } = splitUrn(text, type)
  if (urn !== undefined && rest === '') {
    if (sameName(urn, type.schema.urn)) return { kind: 'resource' }
    return { kind: 'extension', extension: urn }
  }
  const path = resolvePath(text, type)
  return path && { kind: 'attribute', path, filter: undefined }
}

function isAttributeName(text: string): boolean {
  if (!/^[^\s[\]"()\\]+$/.test(text)) return false
  return !text.split(/[.:]/).some(isForbiddenName)
}
