import type { AnyActivityRow } from './schemas'

/**
 * The things that an entry tells of, each in the words of the kind that tells of it alone. Whoever
 * counts or lists things, not entries, reads what one decision changed and every older log alike.
 */
export function partsOf(entry: AnyActivityRow): AnyActivityRow[] {
  if (entry.kind !== 'access.changed') return [entry]
  const { name, property, given = [], taken = [], key, cards = [], role } = entry.data
  const who = { name, property }
  const parts: AnyActivityRow[] = [
    ...given.map((one) => ({ ...entry, kind: 'access.given', data: { ...who, ...one } }) as const),
    ...taken.map(
      (accessGroup) => ({ ...entry, kind: 'access.taken', data: { ...who, accessGroup } }) as const,
    ),
  ]
  if (key?.what === 'issued') parts.push({ ...entry, kind: 'key.issued', data: who })
  else if (key) {
    parts.push({ ...entry, kind: `key.${key.what}`, data: { ...who, cause: key.cause } })
  }
  for (const { what, ...card } of cards) {
    parts.push({ ...entry, kind: `card.${what}`, data: { ...who, ...card } })
  }
  if (role) parts.push({ ...entry, kind: 'role.changed', data: { ...who, ...role } })
  return parts
}
