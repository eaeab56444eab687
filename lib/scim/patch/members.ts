import { checkText } from '../coerce'
import { invalidFilter, invalidValue, readOnlyAttribute } from '../errors'
import type { FilterNode } from '../filter/ast'
import { foldCase } from '../fold-case'
import { isJsonObject, type Json } from '../json'
import { ID_LENGTH_MAX, TEXT_LENGTH_MAX } from '../limits'
import { bareReference, memberIgnoringCase } from '../quirks'
import type { MemberChange, MemberReference } from '../store'
import type { Target } from './target'

/**
 * What one operation on `members` asks, as a set. The rule that protects people: only a `remove`
 * that names nobody empties a group; one with a list removes those, and with an empty list nobody.
 */
export function memberChange(
  op: 'add' | 'replace' | 'remove',
  target: Extract<Target, { kind: 'attribute' }>,
  value: Json | undefined,
): MemberChange[] {
  if (target.path.sub) throw readOnlyAttribute('members.value')
  if (target.filter) {
    if (op !== 'remove') throw readOnlyAttribute('members')
    return [{ op: 'remove', members: idsIn(target.filter).map((id) => ({ value: id })) }]
  }
  if (value === undefined || value === null || value === '') {
    return op === 'add' ? [] : [{ op: 'clear' }]
  }
  const members = readMembers(value)
  if (op !== 'replace' && members.length === 0) return []
  return [{ op, members }]
}

function readMembers(value: Json): MemberReference[] {
  return (Array.isArray(value) ? value : [value]).flatMap((item) => readMember(item) ?? [])
}

function readMember(item: Json): MemberReference | undefined {
  const given = bareReference(item)
  const id = isJsonObject(given) ? memberIgnoringCase(given, 'value') : undefined
  if (!isJsonObject(given) || (typeof id !== 'string' && typeof id !== 'number')) {
    throw invalidValue('Each member is an object with the id of a user or group as its value.')
  }
  const value = String(id)
  checkText('members.value', value, TEXT_LENGTH_MAX)
  if (value === '') return undefined
  const type = readType(memberIgnoringCase(given, 'type'))
  // No id of ours is so long; the store would skip it as unknown, so it need not see it.
  if (value.length > ID_LENGTH_MAX) return undefined
  return type ? { value, type } : { value }
}

function readType(type: Json | undefined): 'User' | 'Group' | undefined {
  if (typeof type !== 'string') return undefined
  const folded = foldCase(type)
  if (folded === 'user') return 'User'
  return folded === 'group' ? 'Group' : undefined
}

/** The ids of `value eq "a"` and of several such terms joined by `or`. */
function idsIn(filter: FilterNode): string[] {
  if (filter.kind === 'or') return filter.terms.flatMap(idsIn)
  const byValue =
    filter.kind === 'compare' && filter.operator === 'eq' && filter.path.sub?.name === 'value'
  if (!byValue || typeof filter.value !== 'string') {
    throw invalidFilter('Members are chosen by value eq "id", several joined by or.')
  }
  return [filter.value]
}
