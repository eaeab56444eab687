import { expect, it } from 'vitest'
import { describeChanged } from './changed-words'
import type { ActivityData } from './kinds'

type Changes = Omit<ActivityData['access.changed'], 'name' | 'property'>
const told = (changes: Changes) =>
  describeChanged({ name: 'Maya Chen', property: 'HQ Denver', ...changes })

const employees = { accessGroup: 'Employees', rules: ['Staff'] }
const lab = { accessGroup: 'Lab', rules: ['Staff', 'Engineers'] }
const left = 'All access ended.'
const held = 'All access was taken away by hand.'

it('what somebody gains is one list, with the rules behind it', () => {
  expect(
    told({
      given: [employees, lab],
      key: { what: 'issued' },
      role: { before: null, after: 'User' },
    }),
  ).toBe(
    'Maya Chen at HQ Denver: gets Employees, Lab and a mobile key; has the role User. By the rules Staff and Engineers.',
  )
  expect(told({ given: [employees] })).toBe(
    'Maya Chen at HQ Denver: gets Employees. By the rule Staff.',
  )
  expect(told({ key: { what: 'issued' } })).toBe('Maya Chen at HQ Denver: gets a mobile key.')
})

it('what somebody loses is one list, and a cause that several share is said once', () => {
  const card = (ending: string) => ({ card: ending, what: 'ended', cause: left }) as const
  expect(
    told({
      taken: ['Employees', 'Lab'],
      key: { what: 'revoked', cause: left },
      cards: [card('4711')],
      role: { before: 'User', after: null },
    }),
  ).toBe(
    'Maya Chen at HQ Denver: loses Employees, Lab, the mobile key and the card …4711; has no role any more. All access ended.',
  )
  expect(told({ cards: [card('4711'), card('0815')] })).toBe(
    'Maya Chen at HQ Denver: loses the cards …4711 and …0815. All access ended.',
  )
})

it('who moves between rules gains, loses and changes roles in one sentence', () => {
  expect(
    told({
      given: [employees],
      taken: ['Visitors'],
      role: { before: 'User', after: 'Front Desk' },
    }),
  ).toBe(
    'Maya Chen at HQ Denver: gets Employees; loses Visitors; has the role Front Desk. By the rule Staff.',
  )
  expect(told({ role: { before: null, after: 'User' } })).toBe(
    'Maya Chen at HQ Denver: has the role User.',
  )
})

it('what is suspended opens nothing', () => {
  const key = { what: 'suspended', cause: held } as const
  const card = { card: '4711', what: 'suspended', cause: held } as const
  expect(told({ key })).toBe(
    'Maya Chen at HQ Denver: the mobile key opens nothing. All access was taken away by hand.',
  )
  expect(told({ taken: ['Lab'], key, cards: [card] })).toBe(
    'Maya Chen at HQ Denver: loses Lab; the mobile key and the card …4711 open nothing. All access was taken away by hand.',
  )
  expect(told({ cards: [card, { ...card, card: '0815' }] })).toBe(
    'Maya Chen at HQ Denver: the cards …4711 and …0815 open nothing. All access was taken away by hand.',
  )
})
