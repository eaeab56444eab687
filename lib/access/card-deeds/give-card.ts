import { and, eq, isNull } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { refersTo } from '@/db/predicates'
import { cards, employees } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { settleCardRequest } from '@/lib/invitations/card-requests'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { hashCardNumber } from '@/lib/keys/hash-card-number'
import { type GiveCardInput, readCardNumber } from '@/lib/keys/schemas'
import { about } from '../key-deeds/key-rows'
import { type LockedPerson, lockPerson } from '../key-deeds/lock-key'
import { requireAccess } from '../key-deeds/require-access'
import { lockCard } from './lock-card'

const ENDING_LENGTH = 4

/**
 * *Give a card*: its number opens at the property what the person may open there, from now or from
 * their first day on. Whoever asked for a card has it with this. Throws not_found; invalid for what is
 * no number; conflict for somebody who may have no access there, and for a number that is in use.
 */
export async function giveCard(ctx: Context, input: GiveCardInput): Promise<void> {
  const number = readCardNumber(input.number)
  if (!number) throw new AppError('invalid', 'This is no number of a card.', 'number')
  await withTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx, input.employeeId)
    const { propertyId } = input
    const numberHash = hashCardNumber(number)
    await storeCard(tx, person, { propertyId, numberHash, ending: number.slice(-ENDING_LENGTH) })
  })
}

/** *Give again*: the very card that ended is theirs once more, as a new one. Throws as `giveCard` does. */
export async function giveCardAgain(ctx: Context, input: { cardId: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { person, card } = await lockCard(tx, input.cardId)
    await storeCard(tx, person, card)
  })
}

type NewCard = Pick<typeof cards.$inferInsert, 'propertyId' | 'numberHash' | 'ending'>

async function storeCard(
  tx: Context,
  person: LockedPerson,
  { propertyId, numberHash, ending }: NewCard,
): Promise<void> {
  if (!person.eligible) {
    throw new AppError('conflict', `${person.name} may have no access now, so no card either.`)
  }
  const where = { employeeId: person.id, propertyId, what: 'card' } as const
  const { property, startsAt } = await requireAccess(tx, where)
  const stored = await tx.db
    .insert(cards)
    .values({
      organizationId: tx.organizationId,
      id: newId('card', tx.now),
      employeeId: person.id,
      propertyId,
      numberHash,
      ending,
      givenAt: tx.now,
      givenBy: actorLabel(tx.actor),
      startsAt,
    })
    // Two who give one number at once: the second waits here for the first, and is refused.
    .onConflictDoNothing()
    .returning({ id: cards.id })
  if (stored.length === 0) throw await inUse(tx, person, { propertyId, numberHash })
  const data = { name: person.name, property, card: ending }
  const settled = await settleCardRequest(tx, person)
  await recordActivity(tx, [{ kind: 'card.given', data, ...about(person, propertyId) }, ...settled])
}

async function inUse(
  tx: Context,
  person: LockedPerson,
  { propertyId, numberHash }: Omit<NewCard, 'ending'>,
): Promise<AppError> {
  const [holder] = await tx.db
    .select({ id: employees.id, name: employees.displayName })
    .from(cards)
    .innerJoin(employees, refersTo(employees, cards.organizationId, cards.employeeId))
    .where(
      and(
        eq(cards.organizationId, tx.organizationId),
        eq(cards.propertyId, propertyId),
        eq(cards.numberHash, numberHash),
        isNull(cards.revokedAt),
      ),
    )
  if (holder?.id === person.id) {
    return new AppError('conflict', `${person.name} has this card already.`, 'number')
  }
  const whose = holder ? `${holder.name}’s` : 'somebody else’s'
  return new AppError('conflict', `This card is ${whose}. End it there first.`, 'number')
}
