import { and, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { integrations } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'

/**
 * The organisation's Entra integration, held until the transaction ends: two administrators who
 * make credentials at once take turns, so that no limit is passed. Throws not_found.
 */
export async function lockIntegration(tx: Context): Promise<string> {
  const [found] = await tx.db
    .select({ id: integrations.id })
    .from(integrations)
    .where(and(eq(integrations.organizationId, tx.organizationId), eq(integrations.kind, 'entra')))
    .for('update')
  if (!found) throw new AppError('not_found', 'Install the Microsoft Entra ID integration first.')
  return found.id
}
