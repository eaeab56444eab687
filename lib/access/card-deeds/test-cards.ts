import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { cards } from '@/db/schema'

/** Every card that the person has or had, oldest first. */
export async function cardsOf(ctx: Context, employeeId: string) {
  return ctx.db
    .select()
    .from(cards)
    .where(and(eq(cards.organizationId, ctx.organizationId), eq(cards.employeeId, employeeId)))
    .orderBy(asc(cards.givenAt), asc(cards.id))
}

/** The cards that live at a property, whoever carries them. */
export async function livingCardsAt(ctx: Context, propertyId: string) {
  return ctx.db
    .select()
    .from(cards)
    .where(
      and(
        eq(cards.organizationId, ctx.organizationId),
        eq(cards.propertyId, propertyId),
        isNull(cards.revokedAt),
      ),
    )
}
