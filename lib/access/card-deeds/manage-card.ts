import { type Context, withTransaction } from '@/db/context'
import { cards } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { about } from '../key-deeds/key-rows'
import type { LockedPerson } from '../key-deeds/lock-key'
import { isCard, type LockedCard, lockLivingCard } from './lock-card'

/** *End this card*: it opens nothing from now on, and somebody else may be given its number. */
export async function endCard(ctx: Context, input: { cardId: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { person, card } = await lockLivingCard(tx, input.cardId)
    const cause = `Ended by ${actorLabel(tx.actor)}.`
    await change(tx, card, { revokedAt: tx.now, cause })
    await recordActivity(tx, [
      { kind: 'card.ended', data: { ...wordsOf(person, card), cause }, ...at(person, card) },
    ])
  })
}

/**
 * *Report lost*: the card opens nothing until it was found. Of somebody who is held it stays suspended
 * when access is given back. Throws conflict when it was reported already.
 */
export async function reportCardLost(ctx: Context, input: { cardId: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { person, card } = await lockLivingCard(tx, input.cardId)
    if (card.suspendedFor === 'lost') {
      throw new AppError('conflict', 'This card was reported lost already.')
    }
    const cause = `Reported lost by ${actorLabel(tx.actor)}.`
    await change(tx, card, { suspendedAt: tx.now, suspendedFor: 'lost', cause })
    await recordActivity(tx, [
      { kind: 'card.suspended', data: { ...wordsOf(person, card), cause }, ...at(person, card) },
    ])
  })
}

/** *Found again*: a card that was reported lost opens doors as before. */
export async function liftCardSuspension(ctx: Context, input: { cardId: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { person, card } = await lockLivingCard(tx, input.cardId)
    if (card.suspendedFor !== 'lost') {
      throw new AppError('conflict', 'This card was not reported lost.')
    }
    if (!person.eligible) {
      throw new AppError(
        'conflict',
        `${person.name} may have no access now. Give access back first.`,
      )
    }
    const cause = `Found; switched on again by ${actorLabel(tx.actor)}.`
    await change(tx, card, { suspendedAt: null, suspendedFor: null, cause })
    await recordActivity(tx, [
      { kind: 'card.resumed', data: wordsOf(person, card), ...at(person, card) },
    ])
  })
}

async function change(
  tx: Context,
  card: LockedCard,
  values: Partial<typeof cards.$inferInsert>,
): Promise<void> {
  await tx.db.update(cards).set(values).where(isCard(tx, card.id))
}

function wordsOf(person: LockedPerson, card: LockedCard) {
  return { name: person.name, property: card.property, card: card.ending }
}

const at = (person: LockedPerson, card: LockedCard) => about(person, card.propertyId)
