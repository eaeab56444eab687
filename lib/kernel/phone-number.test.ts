import { expect, it } from 'vitest'
import { takesTextMessages } from './phone-number'

it.each([
  '+1 (303) 555-0142',
  '+49 30 1234567',
  '0049 171/1234567',
  '303.555.0142',
  '5550142',
  ' tel:+13035550142 ',
  '+１３０３５５５０１４２',
  '+33 1‑23‑45‑67‑89',
])('a text message can be sent to %s', (phone) => {
  expect(takesTextMessages(phone)).toBe(true)
})

it.each([
  null,
  '',
  ' ',
  'none',
  '-',
  '4711',
  '+1 303 555 0142 x204',
  '+1 303 555 0142 ext. 204',
  'call reception',
  '1234567890123456',
  'maya@contoso.example',
])('no text message can be sent to %s', (phone) => {
  expect(takesTextMessages(phone)).toBe(false)
})
