import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  type Clock,
  type DateTest,
  dayAt,
  isDay,
  isInWindow,
  readDate,
  startOfDay,
  windowOf,
} from './dates'

describe('a value is read as a date when it is', () => {
  it.each([
    ['a day', '2026-11-26', '2026-11-26'],
    ['a day with spaces around it', ' 2026-11-26 ', '2026-11-26'],
    ['a moment', '2026-11-26T15:30:00Z', '2026-11-26T15:30:00.000Z'],
    ['a moment as it is folded', '2026-11-26t15:30:00z', '2026-11-26T15:30:00.000Z'],
    ['a moment to the seventh digit', '2026-11-26T15:30:00.1234567Z', '2026-11-26T15:30:00.123Z'],
    ['a moment with an offset', '2026-11-26T23:30:00-07:00', '2026-11-27T06:30:00.000Z'],
    ['an offset without a colon', '2026-11-26 23:30 +0100', '2026-11-26T22:30:00.000Z'],
    ['a time without a zone', '2026-11-26T23:30:00', '2026-11-26'],
    ['midnight in UTC, which stands for the day', '2026-11-26T00:00:00Z', '2026-11-26'],
    ['midnight somewhere else', '2026-11-26T00:00:00-07:00', '2026-11-26T07:00:00.000Z'],
    ["Active Directory's time", '20261126153000.0Z', '2026-11-26T15:30:00.000Z'],
    ["Active Directory's day", '20261126', '2026-11-26'],
    ["Entra's day as text", '11/26/2026', '2026-11-26'],
    ["Entra's time as text", '11/26/2026 3:30:00 PM', '2026-11-26T15:30:00.000Z'],
    ["Entra's midnight as text", '3/9/2026 12:00:00 am', '2026-03-09'],
    ['the first noon of a year', '1/1/2026 12:00:00 PM', '2026-01-01T12:00:00.000Z'],
    ['a midnight of 24 hours as text', '11/26/2026 00:00:00', '2026-11-26'],
    ['a time of 24 hours as text', '11/26/2026 15:30:00', '2026-11-26T15:30:00.000Z'],
    ['a time as text with its offset', '11/26/2026 12:00:00 AM +00:00', '2026-11-26'],
    [
      'a time as text with another offset',
      '11/26/2026 1:00:00 AM +01:00',
      '2026-11-26T00:00:00.000Z',
    ],
    [
      'a time of 24 hours with its offset',
      '11/26/2026 15:30:00 -07:00',
      '2026-11-26T22:30:00.000Z',
    ],
    ['a month and a day of one digit', '2026-1-2', '2026-01-02'],
  ])('%s', (_, value, read) => {
    expect(readDate(value)).toBe(read)
  })

  it.each([
    'soon',
    '',
    '2026-02-30',
    '2026-13-01',
    '2026-1-32',
    '26-1-2',
    '26/11/2026',
    '13/26/2026',
    '11/26/2026 13:00 PM',
    '11/26/2026 24:30:00',
    '11/26/2026 25:00',
    '26/11/2026 00:00:00',
    '2026-11-26T25:00:00Z',
    '2026-11-26Z',
    '0001-01-01',
    '9999-12-31',
    '1795612345678',
  ])('and not when it is %j', (value) => {
    expect(readDate(value)).toBeUndefined()
  })

  it('and what was read is read as itself', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1901-01-01'), max: new Date('2199-01-01'), noInvalidDate: true }),
        (at) => {
          const read = readDate(at.toISOString())
          expect(read && readDate(read)).toBe(read)
        },
      ),
    )
  })
})

describe('the day of a place', () => {
  it.each([
    ['2026-11-26T06:59:59Z', 'America/Denver', '2026-11-25'],
    ['2026-11-26T07:00:00Z', 'America/Denver', '2026-11-26'],
    ['2026-11-25T11:00:00Z', 'Pacific/Auckland', '2026-11-26'],
    ['2026-11-26T00:00:00Z', 'Not/A_Zone', '2026-11-26'],
  ])('at %s in %s is %s', (at, zone, day) => {
    expect(dayAt(new Date(at), zone)).toBe(day)
  })

  it.each([
    ['2026-11-26', 'America/Denver', '2026-11-26T07:00:00.000Z'],
    ['2026-07-26', 'America/Denver', '2026-07-26T06:00:00.000Z'],
    ['2026-11-26', 'Pacific/Kiritimati', '2026-11-25T10:00:00.000Z'],
    ['2026-11-26', 'Asia/Kathmandu', '2026-11-25T18:15:00.000Z'],
    // Clocks go forward at midnight, so the day begins at one.
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
    // Samoa had no 30 December in 2011: that day begins with the next.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, moment) => {
    expect(startOfDay(day, zone)).toBe(moment)
  })

  it('begins when its first minute has that day, in any zone', () => {
    const zones = fc.constantFrom('America/Denver', 'Europe/Berlin', 'Asia/Kolkata', 'UTC')
    const day = fc.integer({ min: 0, max: 4_000 }).map((days) => addDays('2024-01-01', days))
    fc.assert(
      fc.property(day, zones, (one, zone) => {
        const start = new Date(startOfDay(one, zone))
        expect(dayAt(start, zone)).toBe(one)
        expect(dayAt(new Date(start.getTime() - 1), zone)).toBe(addDays(one, -1))
      }),
    )
  })
})

/** Half past midnight of 26 November in Denver; it is the 26th in UTC as well. */
const denver: Clock = { now: new Date('2026-11-26T07:30:00Z'), timeZone: 'America/Denver' }

describe('a window of days', () => {
  it.each<[string, DateTest, string, boolean]>([
    ['2026-11-26', 'on', '2026-11-26', true],
    ['2026-11-25', 'on', '2026-11-26', false],
    ['2026-11-26T06:59:59.000Z', 'on', '2026-11-26', false],
    ['2026-11-26T07:00:00.000Z', 'on', '2026-11-26', true],
    ['2026-11-27T06:59:59.999Z', 'on', '2026-11-26', true],
    ['2026-11-25', 'before', '2026-11-26', true],
    ['2026-11-26', 'before', '2026-11-26', false],
    ['2026-11-26T06:59:59.000Z', 'before', '2026-11-26', true],
    ['2026-11-26', 'onOrAfter', '2026-11-26', true],
    ['2026-11-25', 'onOrAfter', '2026-11-26', false],
    ['2026-11-26', 'nextDays', '7', true],
    ['2026-12-03', 'nextDays', '7', true],
    ['2026-12-04', 'nextDays', '7', false],
    ['2026-11-25', 'nextDays', '7', false],
    ['2026-11-26', 'lastDays', '7', true],
    ['2026-11-19', 'lastDays', '7', true],
    ['2026-11-18', 'lastDays', '7', false],
    ['2026-11-27', 'lastDays', '7', false],
  ])('%s is %s %s: %s', (value, test, wanted, expected) => {
    const window = windowOf(test, wanted, denver)
    expect(window && isInWindow(value, window)).toBe(expected)
  })

  it.each<[DateTest, string]>([
    ['on', 'soon'],
    ['nextDays', '0'],
    ['lastDays', '3651'],
  ])('of %s %s does not exist', (test, wanted) => {
    expect(windowOf(test, wanted, denver)).toBeUndefined()
  })
})

it('a day is one of the calendar', () => {
  expect(['2024-02-29', '2026-02-29', '2026-2-1', '1899-12-31'].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
  ])
})
