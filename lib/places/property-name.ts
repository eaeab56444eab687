import { and, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { properties } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'

/**
 * The property that a new door or access group belongs to, held against deletion until the
 * transaction ends. Throws invalid at its field when this organisation has no such property.
 */
export async function propertyName(tx: Context, propertyId: string): Promise<string> {
  const [property] = await tx.db
    .select({ name: properties.name })
    .from(properties)
    .where(and(eq(properties.organizationId, tx.organizationId), eq(properties.id, propertyId)))
    .for('key share')
  if (!property) {
    throw new AppError('invalid', 'This property does not exist any more.', 'propertyId')
  }
  return property.name
}
