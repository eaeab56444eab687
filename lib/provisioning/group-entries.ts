import type { directoryGroups } from '@/db/schema'
import type { FieldChange } from '@/lib/activity/kinds'
import type { ActivityEntry } from '@/lib/activity/record'
import type { MemberOutcome } from './member-sql'

type Group = typeof directoryGroups.$inferSelect
type Named = { id: string; name: string }

const subjectOf = (id: string) => ({ kind: 'group', id }) as const

/** What the activity log says of a change to a group. */
export const groupEntries = {
  created: ({ id, name }: Named): ActivityEntry[] => [
    { kind: 'group.created', data: { group: name }, subject: subjectOf(id) },
  ],

  updated(before: Group, after: Group): ActivityEntry[] {
    const changes: FieldChange[] = []
    if (before.displayName !== after.displayName) {
      changes.push({ field: 'name', before: before.displayName, after: after.displayName })
    }
    if (before.externalId !== after.externalId) {
      changes.push({ field: 'external id', before: before.externalId, after: after.externalId })
    }
    if (changes.length === 0) return []
    const data = { group: after.displayName, changes }
    return [{ kind: 'group.updated', data, subject: subjectOf(after.id) }]
  },

  members({ id, name }: Named, outcome: MemberOutcome): ActivityEntry[] {
    const { added, removed, unknown } = outcome
    if (added + removed + unknown.length === 0) return []
    const data = { group: name, added, removed, unknown }
    return [{ kind: 'group.members', data, subject: subjectOf(id) }]
  },

  deleted: ({ id, name }: Named): ActivityEntry[] => [
    { kind: 'group.deleted', data: { group: name }, subject: subjectOf(id) },
  ],
}
