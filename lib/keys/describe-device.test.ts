import { expect, test } from 'vitest'
import { describeDevice } from './describe-device'

const android = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/130.0 Mobile'
const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148'

test('an Android phone is called by the model that its browser tells', () => {
  expect(describeDevice(android, '"Pixel 9 Pro"')).toBe('Pixel 9 Pro')
  expect(describeDevice(android, '"SM-S921B"')).toBe('SM-S921B')
})

test('without a model, or with what is no name, it is called by its kind', () => {
  const noNames = [
    null,
    '',
    '""',
    '"K"',
    '"<b>Pixel</b>"',
    '"a\nb"',
    `"${'x'.repeat(41)}"`,
    '"{x}"',
  ]
  for (const hint of noNames) expect(describeDevice(android, hint)).toBe('Android phone')
})

test('no other device is called by a model, whatever is sent', () => {
  expect(describeDevice(iPhone, '"Pixel 9"')).toBe('iPhone')
  expect(describeDevice('curl/8', '"Pixel 9"')).toBe('a device')
})
