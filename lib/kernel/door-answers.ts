/**
 * What a door is told, in the order in which a refusal is looked for. `open` is the only yes; a
 * key of another organisation is unknown, like one that never was. So is a card whose number is not
 * in use at the door's property, whoever had it before or has it elsewhere.
 */
export const doorAnswers = [
  'open',
  'unknown_door',
  'unknown_key',
  'unknown_card',
  'left',
  'held',
  'revoked',
  'suspended',
  'card_suspended',
  'wrong_property',
  'expired',
  'not_active',
  'not_started',
  'outside_hours',
  'grant_ended',
  'no_grant',
] as const
export type DoorAnswer = (typeof doorAnswers)[number]

const sentences: Record<DoorAnswer, string> = {
  open: 'The door may open.',
  unknown_door: 'This door is not known.',
  unknown_key: 'This key is not known.',
  unknown_card: 'No card with this number is in use here.',
  left: 'The person has left.',
  held: 'All access was taken away by hand.',
  revoked: 'The key was revoked.',
  suspended: 'The key is suspended.',
  card_suspended: 'The card was reported lost.',
  wrong_property: 'The key belongs to another property.',
  expired: 'The key was never set up, and its link has run out.',
  not_active: 'The key is not set up yet.',
  not_started: 'The first day has not come yet.',
  outside_hours: 'The access to this door is for other hours.',
  grant_ended: 'The access to this door has ended.',
  no_grant: 'No access group of the person opens this door.',
}

/** A sentence for whoever stands at the door or reads about it later; it names nobody. */
export function doorAnswerSentence(answer: DoorAnswer): string {
  return sentences[answer]
}
