import type { employees } from '@/db/schema'
import type { StoredEdits } from '@/db/schema/directory'
import type { LostDetail } from '@/lib/activity/overwritten-entry'
import { type EditableDetail, editableDetails } from '@/lib/kernel/editable-details'
import type { DerivedColumns } from './user-mapping'

type Employee = typeof employees.$inferSelect
/** What Sequr shows of a person. */
export type ShownDetails = Pick<Employee, EditableDetail>

export interface KeptDetails {
  columns: DerivedColumns
  edits: StoredEdits
  lost: LostDetail[]
}

interface Sent {
  derived: DerivedColumns
  /** The details that Sequr owns. */
  owned: readonly EditableDetail[]
  at: Date
}

type Edit = NonNullable<StoredEdits[EditableDetail]>

/**
 * Lays what Sequr shows over what Entra sends (product.md 4.4). Where they are equal there is
 * nothing to keep. A detail that Sequr owns keeps its value, and Entra's is remembered; one that
 * Sequr has no value of is filled. A detail that Entra owns keeps what somebody entered for as long
 * as Entra has nothing new to say of it.
 */
export function keepDetails(
  before: ShownDetails & Pick<Employee, 'edits'>,
  { derived, owned, at }: Sent,
): KeptDetails {
  const columns = { ...derived }
  const edits: StoredEdits = {}
  const lost: LostDetail[] = []
  for (const detail of editableDetails) {
    const entra = derived[detail] ?? null
    const shown = before[detail]
    const edit = before.edits[detail]
    if (entra === shown) continue
    if (stays({ shown, edit, entra, isOwned: owned.includes(detail) })) {
      Object.assign(columns, { [detail]: shown })
      edits[detail] = { entra, by: edit?.by ?? null, at: edit?.at ?? at.toISOString() }
    } else if (edit) {
      lost.push({ detail, lost: shown, entra, by: edit.by })
    }
  }
  return { columns, edits, lost }
}

function stays({
  shown,
  edit,
  entra,
  isOwned,
}: {
  shown: string | null
  edit: Edit | undefined
  entra: string | null
  isOwned: boolean
}): boolean {
  // Whoever emptied a detail meant it; a detail that was never filled says nothing against Entra's.
  if (isOwned) return shown !== null || edit !== undefined
  // What nobody entered was kept for the sake of an ownership that has ended.
  return edit !== undefined && edit.by !== null && edit.entra === entra
}
