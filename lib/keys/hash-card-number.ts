import { createHash } from 'node:crypto'

/**
 * What is kept of a card's number, in the spelling of `readCardNumber`: enough to know the card
 * again. Numbers are short, so whoever has the database could try them all (docs/decisions/016).
 */
export function hashCardNumber(number: string): string {
  return createHash('sha256').update(number, 'utf8').digest('hex')
}
