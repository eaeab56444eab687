import { and, eq, isNull } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { cardRequests, employees } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
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

/** *Card given*: the request is settled. Throws not_found when there is none. */
export async function settleCardRequest(
  ctx: Context,
  input: { employeeId: string },
): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const [settled] = await tx.db
      .update(cardRequests)
      .set({ settledAt: tx.now })
      .where(isOpen(tx, input.employeeId))
      .returning({ id: cardRequests.id })
    if (!settled) throw new AppError('not_found', 'Nobody waits for this card any more.')
    const [person] = await tx.db
      .select({ name: employees.displayName })
      .from(employees)
      .where(
        and(eq(employees.organizationId, tx.organizationId), eq(employees.id, input.employeeId)),
      )
    await recordActivity(tx, [
      {
        kind: 'card.settled',
        data: { name: person?.name ?? '' },
        subject: { kind: 'employee', id: input.employeeId },
      },
    ])
  })
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
