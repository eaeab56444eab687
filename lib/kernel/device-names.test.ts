import { expect, test } from 'vitest'
import { asDeviceName, DEVICE_NAME_LENGTH_MAX } from './device-names'

test('a name is kept as it was meant: without spaces around it, in one spelling', () => {
  const names = {
    'iPhone 15': 'iPhone 15',
    '  iPhone \u00a0 15 Pro ': 'iPhone 15 Pro',
    'iPhone SE (2nd generation)': 'iPhone SE (2nd generation)',
    'ｉＰｈｏｎｅ １５': 'iPhone 15',
    'Zoe\u0308s Telefon': 'Zoës Telefon',
    'Galaxy S24+ / work_2': 'Galaxy S24+ / work_2',
    'Maya’s iPhone': 'Maya’s iPhone',
    "Maya's iPhone": "Maya's iPhone",
    電話: '電話',
    'मेरा फ़ोन': 'मेरा फ़ोन'.normalize('NFKC'),
    X: 'X',
  }
  expect(Object.keys(names).map(asDeviceName)).toEqual(Object.values(names))
})

test('what is no name is none', () => {
  const noNames = [
    '',
    '   ',
    '-',
    '(iPhone)',
    '<b>iPhone</b>',
    'iPhone\n15',
    'iPhone\u202e51',
    'iPhone\u200b15',
    '📱',
    '=HYPERLINK(1)',
    'x'.repeat(DEVICE_NAME_LENGTH_MAX + 1),
    // One letter each, and eighteen when it is spelt out.
    '\ufdfa'.repeat(3),
    ' '.repeat(10_000_000),
  ]
  expect(noNames.map(asDeviceName)).toEqual(noNames.map(() => undefined))
})

test('a name has at most forty characters, however it was typed', () => {
  const longest = 'é'.repeat(DEVICE_NAME_LENGTH_MAX)
  expect(asDeviceName(` ${longest.normalize('NFD')} `)).toBe(longest)
})
