import { expect, it } from 'vitest'
import { typedNumber } from './typed-number'

it.each([
  ['22000', 22_000],
  [' 22,000 ', 22_000],
  ['22.000', 22_000],
  ['22 000', 22_000],
  ['22\u202f000', 22_000],
  ['22’000', 22_000],
  ['1,234,567', 1_234_567],
  ['12', 12],
])('%j is the number that was meant', (typed, number) => {
  expect(typedNumber(typed)).toBe(number)
})

it.each(['', ' ', '2,2', '22,00', '2,2000', '1e3', '0x16', '-5', '12.5', 'twelve', ',000'])(
  '%j is no number',
  (typed) => {
    expect(typedNumber(typed)).toBeNaN()
  },
)
