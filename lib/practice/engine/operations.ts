import type { PatchOperation, ScimResource } from './scim-client'
import { isFiltered, readTarget, type ScimObject, writeTarget } from './target-path'

export type Dialect = 'legacy' | 'flag'

/** The body of a create: every mapped value, with the schemas that Entra names (entra-profile 6.1). */
export function createBody(values: Map<string, string>, schemas: string[]): ScimObject {
  const body: ScimObject = { schemas }
  for (const [path, value] of values) {
    writeTarget(body, path, path === 'active' ? value === 'True' : value)
  }
  return body
}

/** What must change so that the target says what the mapping says. Nulls are never provisioned (3.4). */
export function changedValues(
  values: Map<string, string>,
  target: ScimResource,
): Map<string, string> {
  const changed = new Map<string, string>()
  for (const [path, value] of values) {
    if (readTarget(target, path) !== value) changed.set(path, value)
  }
  return changed
}

/**
 * The operations of an update in either dialect: capitalised verbs and "False" in the legacy one,
 * lower case, booleans and one object of dotted keys with the compliance flag (entra-profile 7).
 */
export function updateOperations(
  changed: Map<string, string>,
  target: ScimResource,
  dialect: Dialect,
): PatchOperation[] {
  if (dialect === 'legacy') {
    return [...changed].map(([path, value]) => ({
      op: readTarget(target, path) === undefined ? 'Add' : 'Replace',
      path,
      value,
    }))
  }
  const filtered = [...changed].filter(([path]) => isFiltered(path))
  const plain = [...changed].filter(([path]) => !isFiltered(path))
  const value = Object.fromEntries(
    plain.map(([path, text]) => [path, path === 'active' ? text === 'True' : text]),
  )
  return [
    ...filtered.map(([path, text]) => ({ op: 'replace', path, value: text })),
    ...(plain.length > 0 ? [{ op: 'replace', value }] : []),
  ]
}

export function memberOperation(
  what: 'add' | 'remove',
  id: string,
  dialect: Dialect,
): PatchOperation {
  if (dialect === 'legacy') {
    const op = what === 'add' ? 'Add' : 'Remove'
    return { op, path: 'members', value: [{ $ref: null, value: id }] }
  }
  return what === 'add'
    ? { op: 'add', path: 'members', value: [{ value: id }] }
    : { op: 'remove', path: `members[value eq "${id}"]` }
}

export function managerOperation(
  path: string,
  manager: string | null,
  dialect: Dialect,
): PatchOperation {
  const legacy = dialect === 'legacy'
  if (manager === null) return { op: legacy ? 'Remove' : 'remove', path }
  return legacy
    ? { op: 'Add', path, value: manager }
    : { op: 'add', path, value: { value: manager } }
}
