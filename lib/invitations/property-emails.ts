import { and, eq } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { properties } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import type { PropertyEmailInput } from '@/lib/email/schemas'
import { AppError } from '@/lib/kernel/errors'

/** How a property's e-mails speak, whom they name, and whether they are sent at all. Throws not_found. */
export async function updatePropertyEmails(
  ctx: Context,
  { id, ...values }: PropertyEmailInput & { id: string },
): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const [property] = await tx.db
      .update(properties)
      .set(values)
      .where(and(eq(properties.organizationId, tx.organizationId), eq(properties.id, id)))
      .returning({ name: properties.name })
    if (!property) throw new AppError('not_found', 'This property no longer exists.')
    const { name } = property
    await recordActivity(tx, [
      {
        kind: 'place.updated',
        data: { what: 'property', name, before: name },
        subject: { kind: 'place', id },
        propertyId: id,
      },
    ])
  })
}
