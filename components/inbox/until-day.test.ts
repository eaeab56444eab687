import { expect, test } from 'vitest'
import { dayAfter } from './until-day'

const noon = '2026-11-26T12:00:00.000Z'

test.each([
  ['Pacific/Kiritimati', 1, '2026-11-28'],
  ['Pacific/Honolulu', 1, '2026-11-27'],
  ['Europe/London', 7, '2026-12-03'],
])('what is offered counts from the day that it is in %s', (timeZone, days, day) => {
  expect(dayAfter(noon, days, timeZone)).toBe(day)
})

test('a day that a summer time shortens or lengthens is one day', () => {
  expect(dayAfter('2026-10-24T23:30:00.000Z', 1, 'Europe/Berlin')).toBe('2026-10-26')
  expect(dayAfter('2026-03-28T22:30:00.000Z', 1, 'Europe/Berlin')).toBe('2026-03-29')
})
