import { expect, test } from 'vitest'
import { exactTime, pastTime, relativeTime } from './time-words'

const now = Date.parse('2026-03-01T12:00:00Z')

test('a time is told in its largest whole unit, past and future', () => {
  expect(relativeTime('2026-03-01T11:59:30Z', now)).toBe('just now')
  expect(relativeTime('2026-03-01T12:00:30Z', now)).toBe('in a moment')
  expect(relativeTime('2026-03-01T11:56:00Z', now)).toBe('4 min ago')
  expect(relativeTime('2026-03-01T10:01:00Z', now)).toBe('1 hr ago')
  expect(relativeTime('2026-03-03T12:00:00Z', now)).toBe('in 2 days')
  expect(relativeTime('2026-01-20T12:00:00Z', now)).toBe('1 mo ago')
})

test('the exact time is told in the zone it is asked for, and names it', () => {
  expect(exactTime('2026-03-01T17:42:00Z', 'America/Denver')).toBe('1 Mar 2026, 10:42 GMT-7')
})

test('what has happened is never in the future, though it be newer than the clock', () => {
  expect(pastTime('2026-03-01T12:00:30Z', now)).toBe('just now')
  expect(pastTime('2026-03-01T11:56:00Z', now)).toBe('4 min ago')
})
