import type { employees } from '@/db/schema'
import type { FieldChange } from '@/lib/activity/kinds'
import { type LostDetail, overwrittenEntry } from '@/lib/activity/overwritten-entry'
import type { ActivityEntry } from '@/lib/activity/record'
import { detailWords } from '@/lib/kernel/editable-details'
import { documentChanges } from './document-changes'
import type { KeptByHand } from './insert-user'

type Employee = typeof employees.$inferSelect

const arrivals = {
  new: 'employee.created',
  adopted: 'employee.adopted',
  returned: 'employee.reactivated',
} as const

/** What the activity log says of a change to a person; what it caused is added by lib/access. */
export const userEntries = {
  created(person: {
    employeeId: string
    name: string
    how: 'new' | 'adopted' | 'returned'
    by: 'object_id' | 'email' | null
    hold: 'by_hand' | 'conflict' | null
  }): ActivityEntry[] {
    const subject = { kind: 'employee', id: person.employeeId } as const
    const data = { name: person.name }
    const entries: ActivityEntry[] = [{ kind: arrivals[person.how], data, subject }]
    if (person.by)
      entries.push({ kind: 'employee.recognised', data: { ...data, by: person.by }, subject })
    if (person.hold) {
      entries.push({ kind: 'employee.held', data: { ...data, reason: person.hold }, subject })
    }
    return entries
  },

  recognised(after: Employee, by: 'object_id'): ActivityEntry[] {
    const data = { name: after.displayName, by }
    return [{ kind: 'employee.recognised', data, subject: { kind: 'employee', id: after.id } }]
  },

  keptByHand(kept: KeptByHand[]): ActivityEntry[] {
    return kept.map(({ id, name }) => ({
      kind: 'employee.held',
      data: { name, reason: 'conflict' },
      subject: { kind: 'employee', id },
    }))
  },

  updated(before: Employee, after: Employee): ActivityEntry[] {
    const subject = { kind: 'employee', id: after.id } as const
    const data = { name: after.displayName }
    const entries: ActivityEntry[] = []
    if (before.active !== after.active) {
      entries.push({
        kind: after.active ? 'employee.reactivated' : 'employee.deactivated',
        data,
        subject,
      })
    }
    const changes = changesBetween(before, after)
    if (changes.length > 0) {
      entries.push({ kind: 'employee.updated', data: { ...data, changes }, subject })
    }
    if (before.hold !== after.hold) {
      entries.push(
        after.hold
          ? { kind: 'employee.held', data: { ...data, reason: after.hold }, subject }
          : { kind: 'employee.released', data, subject },
      )
    }
    return entries
  },

  overwritten(person: { id: string; name: string }, lost: readonly LostDetail[]): ActivityEntry[] {
    return lost.length > 0 ? [overwrittenEntry(person, lost)] : []
  },

  deleted(person: { id: string; name: string }): ActivityEntry[] {
    const subject = { kind: 'employee', id: person.id } as const
    return [{ kind: 'employee.deleted', data: { name: person.name }, subject }]
  },
}

const shownFields = {
  userName: 'user name',
  primaryEmail: 'primary e-mail',
  ...detailWords,
  managerScimId: 'manager',
  externalId: 'external id',
} as const satisfies Partial<Record<keyof Employee, string>>

/** The fields that people know by name, and after them whatever else Entra sent differently. */
function changesBetween(before: Employee, after: Employee): FieldChange[] {
  const names = Object.keys(shownFields) as (keyof typeof shownFields)[]
  const shown = names
    .filter((name) => before[name] !== after[name])
    .map((name) => ({ field: shownFields[name], before: before[name], after: after[name] }))
  const others = documentChanges(before.resource, after.resource).filter(
    (change) => !isTold(change) && !shown.some((one) => isSameChange(one, change)),
  )
  return [...shown, ...others]
}

/** Deactivation and return have entries of their own. */
const isTold = ({ field }: FieldChange) => field === 'active'

/** A field is derived from a value of the document, so both change alike. */
const isSameChange = (left: FieldChange, right: FieldChange) =>
  left.before === right.before && left.after === right.after
