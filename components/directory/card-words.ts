import type { Tone } from '@/components/ui/status'
import type { EmployeeCard } from '@/lib/keys/schemas'

/** What an administrator can do about one card. */
export type CardDeed = 'report_lost' | 'lift_suspension' | 'end'

/** What fits the card's state; of somebody who is held it can only be ended. */
export function cardDeedsFor(card: EmployeeCard): CardDeed[] {
  if (card.revokedAt) return []
  if (card.suspendedFor === 'hold') return ['end']
  return [card.suspendedFor === 'lost' ? 'lift_suspension' : 'report_lost', 'end']
}

export function cardState(card: EmployeeCard): { word: string; tone: Tone } {
  if (card.revokedAt) return { word: 'Ended', tone: 'stopped' }
  if (card.suspendedFor === 'lost') return { word: 'Lost', tone: 'stopped' }
  if (card.suspendedAt) return { word: 'Suspended', tone: 'stopped' }
  return { word: 'Active', tone: 'healthy' }
}

interface DeedWords {
  label: string
  question: string
  consequence: string
  action: string
  done: string
  danger: boolean
}

export function cardDeedWords(
  deed: CardDeed,
  { name, card }: { name: string; card: EmployeeCard },
): DeedWords {
  const which = `the card …${card.ending} of ${name} for ${card.property}`
  switch (deed) {
    case 'report_lost':
      return {
        label: 'Report lost',
        question: `Is ${which} lost?`,
        consequence:
          'It opens no door from this moment on, until it is found. A mobile key and other cards still open.',
        action: 'Report it lost',
        done: 'The card opens nothing any more.',
        danger: true,
      }
    case 'lift_suspension':
      return {
        label: 'Found again',
        question: `Switch ${which} on again?`,
        consequence: `It was reported lost, and opens doors again at once. Ask ${name} first whether it really was found.`,
        action: 'Switch it on again',
        done: 'The card opens again.',
        danger: false,
      }
    case 'end':
      return {
        label: 'End this card',
        question: `End ${which}?`,
        consequence:
          'It opens no door from this moment on. The access itself stays. Its number is free then for somebody else.',
        action: 'End this card',
        done: 'The card has ended.',
        danger: true,
      }
  }
}
