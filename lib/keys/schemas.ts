import { z } from 'zod'

/** Shapes of cards that the browser, door controllers and the server share. */
const ID_LENGTH_MAX = 64
/** As typed or read, with what does not count. */
export const CARD_TEXT_LENGTH_MAX = 64
/** A shorter one would be known from its ending alone. */
const CARD_NUMBER_LENGTH_MIN = 6
/** Serial numbers of cards have at most 10 bytes, which some readers say in decimal. */
const CARD_NUMBER_LENGTH_MAX = 32

/**
 * A card's number in the one spelling that is kept and compared. Readers and people write the same
 * number with or without spaces, dashes and colons, in capitals or not, so these do not count; zeros
 * in front do. Undefined for what can be no number of a card.
 */
export function readCardNumber(text: string): string | undefined {
  const number = text.normalize('NFKC').replace(/[\s:\p{Pd}]/gu, '')
  const { length } = number
  if (length < CARD_NUMBER_LENGTH_MIN || length > CARD_NUMBER_LENGTH_MAX) return undefined
  return /^[0-9a-z]+$/i.test(number) ? number.toUpperCase() : undefined
}

const id = z.string().min(1).max(ID_LENGTH_MAX)

export const giveCardSchema = z.object({
  employeeId: id,
  propertyId: z.string().min(1, 'Choose a property.').max(ID_LENGTH_MAX),
  number: z
    .string()
    .trim()
    .min(1, 'Type the number of the card.')
    .max(CARD_TEXT_LENGTH_MAX, `Use ${CARD_TEXT_LENGTH_MAX} characters at most.`)
    .refine(
      (text) => readCardNumber(text) !== undefined,
      `A number has ${CARD_NUMBER_LENGTH_MIN} to ${CARD_NUMBER_LENGTH_MAX} digits or letters.`,
    ),
})
export type GiveCardInput = z.infer<typeof giveCardSchema>

export const cardIdSchema = z.object({ cardId: id })

export interface EmployeeCard {
  id: string
  propertyId: string
  property: string
  timeZone: string
  /** The last four characters of its number. */
  ending: string
  givenAt: Date
  givenBy: string
  /** The first day, when the card has one. */
  startsAt: Date | null
  suspendedAt: Date | null
  suspendedFor: 'lost' | 'hold' | null
  revokedAt: Date | null
  /** Why it is suspended or has ended, as a sentence. */
  cause: string | null
  /** It ended with the access, which is there again: one press gives the same card. */
  offered: boolean
}
