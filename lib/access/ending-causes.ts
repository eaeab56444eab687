/** Why a key or a card ends by itself: with the access that it was for. The person's page says it. */
export const endedWith = {
  everything: 'All access ended.',
  rules: 'No rule gives access any more.',
  byHand: 'What was given by hand has ended, and no rule gives access.',
} as const
