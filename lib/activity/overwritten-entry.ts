import { detailWords, type EditableDetail } from '@/lib/kernel/editable-details'
import type { ActivityEntry } from './record'

type OverwrittenEntry = Extract<ActivityEntry, { kind: 'employee.detail_overwritten' }>

/** A value of Sequr's that Entra's took the place of. */
export interface LostDetail {
  detail: EditableDetail
  lost: string | null
  entra: string | null
  /** Who had entered it; null where Sequr had only kept it. */
  by: string | null
}

/** What a person lost to Entra stays to be seen (D4). */
export function overwrittenEntry(
  { id, name }: { id: string; name: string },
  lost: readonly LostDetail[],
): OverwrittenEntry {
  const changes = lost.map((one) => ({
    field: detailWords[one.detail],
    before: one.lost,
    after: one.entra,
  }))
  const by = [...new Set(lost.flatMap((one) => one.by ?? []))]
  const subject = { kind: 'employee', id } as const
  return { kind: 'employee.detail_overwritten', data: { name, changes, by }, subject }
}
