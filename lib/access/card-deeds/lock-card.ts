import { and, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { refersTo } from '@/db/predicates'
import { cards, properties } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'
import { type LockedPerson, lockPerson } from '../key-deeds/lock-key'

export type StoredCard = typeof cards.$inferSelect
export type LockedCard = StoredCard & { property: string }

/** One card, ended or not, after its person, as every change of access locks them. Throws not_found. */
export async function lockCard(
  tx: Context,
  cardId: string,
): Promise<{ person: LockedPerson; card: LockedCard }> {
  const [owner] = await tx.db
    .select({ employeeId: cards.employeeId })
    .from(cards)
    .where(isCard(tx, cardId))
  if (!owner) throw notThere()
  const person = await lockPerson(tx, owner.employeeId)
  const [row] = await tx.db
    .select({ card: cards, property: properties.name })
    .from(cards)
    .innerJoin(properties, refersTo(properties, cards.organizationId, cards.propertyId))
    .where(isCard(tx, cardId))
    .for('update', { of: cards })
  if (!row) throw notThere()
  return { person, card: { ...row.card, property: row.property } }
}

/** The same, of a card that lives. Throws conflict when it has ended. */
export async function lockLivingCard(
  tx: Context,
  cardId: string,
): Promise<{ person: LockedPerson; card: LockedCard }> {
  const locked = await lockCard(tx, cardId)
  if (locked.card.revokedAt) throw new AppError('conflict', 'This card has ended already.')
  return locked
}

export function isCard(tx: Context, cardId: string) {
  return and(eq(cards.organizationId, tx.organizationId), eq(cards.id, cardId))
}

function notThere(): AppError {
  return new AppError('not_found', 'This card is not there.')
}
