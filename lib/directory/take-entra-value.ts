import { type Context, withTransaction } from '@/db/context'
import { employees } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { detailWords } from '@/lib/kernel/editable-details'
import { AppError } from '@/lib/kernel/errors'
import { isEmployee, lockEmployee } from './lock-employee'
import type { EntraValueInput } from './schemas'

/** *Use Entra's*: shows what Entra has of a detail again. Throws conflict when that is shown already. */
export async function takeEntraValue(
  ctx: Context,
  { employeeId, detail }: EntraValueInput,
): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const person = await lockEmployee(tx, employeeId)
    const { [detail]: edit, ...others } = person.edits
    if (!edit) throw new AppError('conflict', 'What Entra has is shown already.')
    const change = { field: detailWords[detail], before: person[detail], after: edit.entra }
    await tx.db
      .update(employees)
      .set({ [detail]: edit.entra, edits: others })
      .where(isEmployee(tx, employeeId))
    const name = (detail === 'displayName' && edit.entra) || person.displayName
    await recordActivity(tx, [
      {
        kind: 'employee.entra_used',
        data: { name, changes: [change] },
        subject: { kind: 'employee', id: employeeId },
      },
    ])
  })
}
