import { expect, it } from 'vitest'
import { appliedWords, effectWords, lossWords, sumEffects } from './effect-words'

const nothing = {
  gain: 0,
  lose: 0,
  besides: { roles: 0, keysIssued: 0, keysRevoked: 0 },
  emails: 0,
  emailsHeld: false,
}
const besides = (more: Partial<typeof nothing.besides>) => ({
  besides: { ...nothing.besides, ...more },
})

it.each([
  [{ gain: 12, lose: 3 }, '12 people gain, 3 lose'],
  [{ gain: 1, lose: 1 }, '1 person gains, 1 loses'],
  [{ lose: 1 }, '1 person loses'],
  [besides({ roles: 2 }), '2 roles change'],
  [besides({ keysRevoked: 16 }), '16 keys end'],
  [{ ...besides({ keysIssued: 44 }), emails: 44 }, '44 people get a key, 44 e-mails'],
  [{ lose: 2, ...besides({ keysRevoked: 1 }) }, '2 people lose, 1 key ends'],
  [{ gain: 1, emails: 1, emailsHeld: true }, '1 person gains, 1 e-mail held'],
  [{}, 'nobody gains or loses'],
])('a button says what it does: %o', (effect, words) => {
  expect(effectWords({ ...nothing, ...effect })).toBe(words)
})

it('the effect at several properties is one sum, and e-mails are held only where all of them are', () => {
  const one = { ...nothing, gain: 2, emails: 2, emailsHeld: true, ...besides({ roles: 1 }) }
  expect(effectWords(sumEffects([one, { ...nothing, lose: 3 }]))).toBe(
    '2 people gain, 3 lose, 1 role changes, 2 e-mails held',
  )
  expect(sumEffects([one, { ...nothing, emails: 1 }]).emailsHeld).toBe(false)
})

it('what was lost is named, one person this and another that', () => {
  expect(lossWords(['key'])).toBe('their mobile key')
  expect(lossWords(['access', 'key'])).toBe('access or their mobile key')
})

it('what an apply has done is said in people and keys', () => {
  const outcome = { given: 24, taken: 6, keysIssued: 12, keysRevoked: 1 }
  expect(appliedWords({ people: { gained: 12, lost: 3, of: ['access'] }, outcome })).toBe(
    '12 people gained access, 3 people lost access. 12 keys were made and 1 key ended.',
  )
  const none = { given: 0, taken: 0, keysIssued: 0, keysRevoked: 0 }
  expect(appliedWords({ people: { gained: 0, lost: 0, of: [] }, outcome: none })).toBe(
    'Nobody’s doors or keys changed.',
  )
})
