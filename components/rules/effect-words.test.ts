import { expect, it } from 'vitest'
import { effectWords } from './effect-words'

it.each([
  [{ gain: 12, lose: 3, roles: 1 }, '12 people gain, 3 lose'],
  [{ gain: 1, lose: 1, roles: 0 }, '1 person gains, 1 loses'],
  [{ gain: 0, lose: 1, roles: 0 }, '1 person loses'],
  [{ gain: 0, lose: 0, roles: 2 }, '2 roles change'],
  [{ gain: 0, lose: 0, roles: 0 }, 'nobody gains or loses'],
])('a button says what it does: %o', (effect, words) => {
  expect(effectWords(effect)).toBe(words)
})
