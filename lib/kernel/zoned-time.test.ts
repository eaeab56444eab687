import { expect, test } from 'vitest'
import { momentOfWallTime, wallTimeAt } from './zoned-time'

const utcOf = (wallTime: string, timeZone: string) =>
  momentOfWallTime(wallTime, timeZone).toISOString()

test.each([
  ['2026-12-01T08:00', 'America/Denver', '2026-12-01T15:00:00.000Z'],
  ['2026-07-01T08:00', 'America/Denver', '2026-07-01T14:00:00.000Z'],
  ['2026-07-01T08:00', 'Asia/Kolkata', '2026-07-01T02:30:00.000Z'],
  ['2026-07-01T08:00', 'Pacific/Kiritimati', '2026-06-30T18:00:00.000Z'],
  ['2026-07-01T08:00', 'UTC', '2026-07-01T08:00:00.000Z'],
])('%s in %s is %s', (wallTime, timeZone, utc) => {
  expect(utcOf(wallTime, timeZone)).toBe(utc)
})

test('every hour of a year that a clock shows once leads back to itself', () => {
  for (const timeZone of ['America/Denver', 'Europe/Berlin', 'Australia/Lord_Howe', 'UTC']) {
    for (let hour = 0; hour < 365 * 24; hour += 7) {
      const wallTime = wallTimeAt(new Date(Date.UTC(2026, 0, 1, hour, 20)), timeZone)
      expect(wallTimeAt(momentOfWallTime(wallTime, timeZone), timeZone)).toBe(wallTime)
    }
  }
})

test('an hour that the clock skips is the one after it, and of one shown twice the first is meant', () => {
  expect(utcOf('2026-03-08T02:30', 'America/Denver')).toBe('2026-03-08T09:30:00.000Z')
  expect(utcOf('2026-11-01T01:30', 'America/Denver')).toBe('2026-11-01T07:30:00.000Z')
})
