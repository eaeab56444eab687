import { expect, it } from 'vitest'
import { giveCardSchema, readCardNumber } from './schemas'

it.each([
  ['0012 4711', '00124711'],
  ['04:a2-2B 5f', '04A22B5F'],
  ['04A22B5F', '04A22B5F'],
  ['１２３４５６', '123456'],
])('the number %s is read as %s, however it is written', (text, number) => {
  expect(readCardNumber(text)).toBe(number)
})

it('zeros in front count: another card may have the number without them', () => {
  expect(readCardNumber('004711')).not.toBe(readCardNumber('4711 00'))
  expect(readCardNumber('0004711')).not.toBe(readCardNumber('004711'))
})

it.each(['short', '4711', '', '------', '12345_', 'ßßßßßß', '1'.repeat(33)])(
  '“%s” is no number of a card',
  (text) => {
    expect(readCardNumber(text)).toBeUndefined()
    const input = { employeeId: 'emp_1', propertyId: 'prp_1', number: text }
    expect(giveCardSchema.safeParse(input).success).toBe(false)
  },
)
