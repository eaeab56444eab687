import type { Json, JsonObject } from '../json'
import { type TextName, textPaths } from './model'
import { ENT } from './scenario'

/**
 * One change in the words of each dialect in which Entra speaks (entra-profile.md 7): without the
 * flag, with it, of jobs made before 2018, and of Microsoft's validators.
 */
export const dialects = ['legacy', 'flag', '2018', 'validator'] as const
export type Dialect = (typeof dialects)[number]

/** A text to set, or undefined to clear it. */
export type TextChanges = readonly (readonly [TextName, string | undefined])[]

export function changeTexts(dialect: Dialect, changes: TextChanges): Json[] {
  switch (dialect) {
    case 'legacy':
      return changes.map(([name, value]) => operation('Replace', 'Remove', textPaths[name], value))
    case '2018':
      return changes.map(([name, value]) => {
        const path = textPaths[name].replace(`${ENT}:`, `${ENT}.`)
        const wrapped = path.includes('[') ? value : value && [{ $ref: null, value }]
        return operation('Add', 'Remove', path, wrapped)
      })
    case 'validator':
      return changes.map(([name, value]) => ({
        op: 'replace',
        path: textPaths[name],
        value: value ?? '',
      }))
    case 'flag':
      return inOneObject(changes)
  }
}

/** The flag gathers what has a value and no filter into one object with dotted keys (7.4). */
function inOneObject(changes: TextChanges): Json[] {
  const gathered = changes.filter(([name, value]) => value && !textPaths[name].includes('['))
  const apart = changes.filter((change) => !gathered.includes(change))
  const value = Object.fromEntries(gathered.map(([name, text]) => [textPaths[name], text ?? '']))
  return [
    ...apart.map(([name, text]) => operation('replace', 'remove', textPaths[name], text)),
    ...(gathered.length > 0 ? [{ op: 'replace', value }] : []),
  ]
}

export function changeActive(dialect: Dialect, active: boolean): Json[] {
  switch (dialect) {
    case 'legacy':
      return [{ op: 'Replace', path: 'active', value: active ? 'True' : 'False' }]
    case '2018':
      return [
        {
          op: 'Replace',
          path: 'active',
          value: [{ $ref: null, value: active ? 'True' : 'False' }],
        },
      ]
    case 'flag':
      return [{ op: 'replace', value: { active } }]
    case 'validator':
      return [{ op: 'replace', path: 'active', value: active }]
  }
}

const MANAGER = `${ENT}:manager`

export function changeManager(dialect: Dialect, id: string | undefined): Json[] {
  switch (dialect) {
    case 'legacy':
      return [operation('Add', 'Remove', MANAGER, id)]
    case '2018':
      return [operation('Add', 'Remove', `${ENT}.manager`, id && [{ $ref: null, value: id }])]
    case 'flag':
      return [{ op: 'replace', value: { [MANAGER]: id ?? '' } }]
    case 'validator':
      return [{ op: 'replace', path: MANAGER, value: id === undefined ? '' : { value: id } }]
  }
}

export function addMembers(dialect: Dialect, ids: readonly string[]): Json[] {
  const named = ids.map((value) => ({ $ref: null, value }))
  switch (dialect) {
    case 'legacy':
      return named.map((one) => ({ op: 'Add', path: 'members', value: [one] }))
    case '2018':
      return [{ op: 'Add', path: 'members', value: named }]
    case 'flag':
      return [{ op: 'add', path: 'members', value: ids.map((value) => ({ value })) }]
    case 'validator':
      return [{ op: 'add', value: { members: ids.map((value) => ({ value })) } }]
  }
}

export function removeMembers(dialect: Dialect, ids: readonly string[]): Json[] {
  switch (dialect) {
    case 'legacy':
      return ids.map((value) => ({ op: 'Remove', path: 'members', value: [{ $ref: null, value }] }))
    case '2018':
      return [{ op: 'Remove', path: 'members', value: ids.map((value) => ({ value })) }]
    case 'flag':
    case 'validator':
      return ids.map((value) => ({ op: 'remove', path: `members[value eq "${value}"]` }))
  }
}

function operation(set: string, remove: string, path: string, value: Json | undefined): JsonObject {
  return value === undefined || value === '' ? { op: remove, path } : { op: set, path, value }
}
