import { type Context, withTransaction } from '@/db/context'
import { employees } from '@/db/schema'
import type { StoredEdits } from '@/db/schema/directory'
import { recordActivity } from '@/lib/activity/record'
import { actorLabel } from '@/lib/kernel/actors'
import { detailWords, type EditableDetail, editableDetails } from '@/lib/kernel/editable-details'
import { type PlannedChange, planEdit } from '@/lib/kernel/plan-edit'
import { isEmployee, lockEmployee } from './lock-employee'
import type { EditDetailsInput, EditedDetails } from './schemas'

/**
 * Shows other values of a person than Entra has, who stays the one that rules look at. A value that
 * is Entra's again is no edit any more. Answers with both values, and changes nothing, where a field
 * became another while the form was open.
 */
export async function editDetails(
  ctx: Context,
  { employeeId, ...form }: EditDetailsInput,
): Promise<EditedDetails> {
  return withTransaction(ctx, async (tx): Promise<EditedDetails> => {
    const person = await lockEmployee(tx, employeeId)
    const { changes, clashes } = planEdit(editableDetails, person, form)
    if (clashes.length > 0) return { kind: 'clash', clashes }
    if (changes.length === 0) return { kind: 'saved' }
    const shown = Object.fromEntries(changes.map(({ field, after }) => [field, after]))
    await tx.db
      .update(employees)
      .set({ ...shown, edits: editsAfter(tx, person, changes) })
      .where(isEmployee(tx, employeeId))
    await recordActivity(tx, [
      {
        kind: 'employee.details_edited',
        data: {
          name: shown.displayName ?? person.displayName,
          changes: changes.map((change) => ({ ...change, field: detailWords[change.field] })),
        },
        subject: { kind: 'employee', id: employeeId },
      },
    ])
    return { kind: 'saved' }
  })
}

function editsAfter(
  { actor, now }: Context,
  person: Record<EditableDetail, string | null> & { edits: StoredEdits },
  changes: PlannedChange<EditableDetail>[],
): StoredEdits {
  const edits = { ...person.edits }
  for (const { field, after } of changes) {
    const known = person.edits[field]
    const entra = known ? known.entra : person[field]
    if (after === entra) delete edits[field]
    else edits[field] = { entra, by: actorLabel(actor), at: now.toISOString() }
  }
  return edits
}
