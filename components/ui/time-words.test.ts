import { expect, test } from 'vitest'
import { clockTime, exactTime, pastTime, relativeTime } from './time-words'

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

test('a moment of the clock has its day, unless one of the same day stands beside it', () => {
  const zone = 'America/Denver'
  expect(clockTime('2026-02-21T00:02:09Z', zone, { seconds: true, now })).toBe('20 Feb 17:02:09')
  const beside = '2026-02-21T00:02:09Z'
  expect(clockTime('2026-02-21T00:02:31Z', zone, { seconds: true, beside, now })).toBe('17:02:31')
  expect(clockTime('2026-02-20T23:50:00Z', zone, { beside, now })).toBe('16:50')
  expect(clockTime('2026-02-19T23:50:00Z', zone, { beside, now })).toBe('19 Feb 16:50')
  expect(clockTime('2025-11-21T00:02:09Z', zone, { now })).toBe('20 Nov 2025 17:02')
})
