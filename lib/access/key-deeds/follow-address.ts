import { and, eq, isNotNull, isNull, or } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { mobileKeys } from '@/db/schema'
import { emailChangedNotice } from '@/lib/invitations/email-changed'
import { renewLinks } from '@/lib/invitations/renew-links'
import { nameKey } from '@/lib/kernel/name-key'
import { enqueue } from '@/lib/outbox/enqueue'

/**
 * What a changed primary e-mail means for keys (product.md 4.4). One that is on a phone stays, and
 * the new address is told. One that waits in the old mailbox, or bounced from it, gets a new link
 * to the new address, and the old link ends: nobody but the owner of the new address may use it.
 */
export async function followAddress(
  tx: Context,
  {
    employeeId,
    before,
    after,
  }: { employeeId: string; before: string | null; after: string | null },
): Promise<void> {
  if (!before || !after || nameKey(before) === nameKey(after)) return
  const keys = await tx.db
    .select({ state: mobileKeys.state })
    .from(mobileKeys)
    .where(
      and(
        eq(mobileKeys.organizationId, tx.organizationId),
        eq(mobileKeys.employeeId, employeeId),
        isNull(mobileKeys.revokedAt),
        or(eq(mobileKeys.state, 'active'), isNotNull(mobileKeys.invitationId)),
      ),
    )
  if (keys.some(({ state }) => state === 'active')) {
    await enqueue(tx, [emailChangedNotice(tx, { employeeId, before })])
  }
  if (keys.some(({ state }) => state !== 'active')) await renewLinks(tx, [employeeId])
}
