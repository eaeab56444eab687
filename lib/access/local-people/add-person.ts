import { type Context, withTransaction } from '@/db/context'
import { employees } from '@/db/schema'
import { newId } from '@/lib/kernel/ids'
import { reconcile } from '../reconcile'
import type { AddedPerson } from '../schemas'
import { findAddressHolder } from './address-holder'
import { type LocalField, localColumns, localValues } from './local-columns'

/**
 * Adds somebody by hand (product.md 3.5). The rules decide at once, as they do about whoever Entra
 * sends, so that nobody gets doors later and unawares. If Entra sends the e-mail one day, the two
 * become one person. Answers with whom the e-mail belongs to when somebody has it already.
 */
export async function addPerson(
  ctx: Context,
  typed: Record<LocalField, string>,
): Promise<AddedPerson> {
  const values = localValues(typed)
  return withTransaction(ctx, async (tx): Promise<AddedPerson> => {
    const holder = await findAddressHolder(tx, { email: values.primaryEmail })
    if (holder) return { kind: 'taken', holder }
    const id = newId('employee', tx.now)
    await tx.db.insert(employees).values({
      ...localColumns(values),
      organizationId: tx.organizationId,
      id,
      scimId: newId('employee', tx.now),
      source: 'local',
      active: true,
      version: 1,
      createdAt: tx.now,
      lastModifiedAt: tx.now,
    })
    const subject = { kind: 'employee', id } as const
    const effect = await reconcile(tx, { kind: 'employees', ids: [id] }, [
      { kind: 'employee.created', data: { name: values.displayName }, subject },
    ])
    return { kind: 'added', employeeId: id, effect }
  })
}
