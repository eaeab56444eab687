import { expect, it } from 'vitest'
import { seesPersonalValues } from './personal-values'

it.each([
  ['front_desk', 20, false],
  ['user', 0, false],
  ['user_manager', 40, true],
  ['security', 60, true],
  ['a role of one’s own just below User Manager', 39, false],
] as const)('a reader with the role %s sees personal values: %s, %s', (name, rank, sees) => {
  expect(seesPersonalValues({ role: { key: 'user', name, rank } })).toBe(sees)
})
