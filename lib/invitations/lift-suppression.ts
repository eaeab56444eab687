import { and, eq, isNull } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { suppressions } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'

/** E-mails may go to the address again, from the next one on. Throws not_found. */
export async function liftSuppression(ctx: Context, { id }: { id: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const [lifted] = await tx.db
      .update(suppressions)
      .set({ liftedAt: tx.now, liftedBy: actorLabel(tx.actor) })
      .where(
        and(
          eq(suppressions.organizationId, tx.organizationId),
          eq(suppressions.id, id),
          isNull(suppressions.liftedAt),
        ),
      )
      .returning({ recipient: suppressions.recipient })
    if (!lifted) throw new AppError('not_found', 'This address is not on the list any more.')
    await recordActivity(tx, [{ kind: 'email.lifted', data: { name: lifted.recipient } }])
  })
}
