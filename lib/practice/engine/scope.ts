import type { Directory, Group, Person } from '../directory-object'

/**
 * Who is in scope of provisioning, by Entra's rules: assigned by hand, or a direct member of an
 * assigned group (nested groups do not count), or everybody when the job syncs all.
 */
export interface Scope {
  /** Entitled and alive: these are created and kept active. */
  people: Person[]
  groups: Group[]
  /** The computed source flag `[IsSoftDeleted]`: unassigned, in the recycle bin, or disabled. */
  isSoftDeleted(person: Person): boolean
}

export type ScopeKind = 'assigned' | 'everyone'

export function scopeOf(directory: Directory, kind: ScopeKind): Scope {
  const groups = directory.groups.filter((group) => kind === 'everyone' || group.assigned)
  const entitled = new Set(
    kind === 'everyone'
      ? directory.people.map((person) => person.id)
      : groups.flatMap((group) => group.memberIds),
  )
  for (const person of directory.people) if (person.assigned) entitled.add(person.id)
  const isSoftDeleted = (person: Person) =>
    !entitled.has(person.id) || !person.accountEnabled || person.deletedDateTime !== null
  return {
    groups,
    isSoftDeleted,
    people: directory.people.filter((person) => !isSoftDeleted(person)),
  }
}
