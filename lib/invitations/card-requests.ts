import { and, eq, isNull } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { cardRequests } from '@/db/schema'
import { type ActivityEntry, recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { findInvitation, hasEnded, suspensionOf, type Visit } from './find-invitation'

/** *Ask for a card instead*: one press, told to the administrators. Asking twice is asking once. */
export async function askForCard(visit: Visit): Promise<void> {
  const found = await findInvitation(visit)
  if (!found) throw new AppError('not_found', 'This link is not known. It may have been cut short.')
  const { ctx, invitation, name } = found
  if (hasEnded(found)) throw new AppError('expired', 'This key has ended.')
  if (suspensionOf(found)) throw new AppError('conflict', 'This key is suspended for now.')
  await withTransaction(ctx, async (tx) => {
    const asked = await tx.db
      .insert(cardRequests)
      .values({
        organizationId: tx.organizationId,
        id: newId('cardRequest', tx.now),
        employeeId: invitation.employeeId,
        askedAt: tx.now,
      })
      .onConflictDoNothing()
      .returning({ id: cardRequests.id })
    if (asked.length === 0) return
    await recordActivity(tx, [
      {
        kind: 'card.asked',
        data: { name },
        subject: { kind: 'employee', id: invitation.employeeId },
      },
    ])
  })
}

/** A card that is given settles the wish for one, in the transaction that gives it. Returns what to tell. */
export async function settleCardRequest(
  tx: Context,
  person: { id: string; name: string },
): Promise<ActivityEntry[]> {
  const settled = await tx.db
    .update(cardRequests)
    .set({ settledAt: tx.now })
    .where(isOpen(tx, person.id))
    .returning({ id: cardRequests.id })
  return settled.map(() => ({
    kind: 'card.settled',
    data: { name: person.name },
    subject: { kind: 'employee', id: person.id },
  }))
}

/** Since when somebody waits for a card; null when they do not. */
export async function cardAskedAt(ctx: Context, employeeId: string): Promise<Date | null> {
  const [open] = await ctx.db
    .select({ askedAt: cardRequests.askedAt })
    .from(cardRequests)
    .where(isOpen(ctx, employeeId))
  return open?.askedAt ?? null
}

function isOpen(ctx: Context, employeeId: string) {
  return and(
    eq(cardRequests.organizationId, ctx.organizationId),
    eq(cardRequests.employeeId, employeeId),
    isNull(cardRequests.settledAt),
  )
}
