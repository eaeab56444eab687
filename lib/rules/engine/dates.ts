/**
 * Dates as directories write them and as rules compare them (product.md 4.3). A value is read once,
 * when facts are made, into one of two texts: a day, `2026-11-26`, or a moment,
 * `2026-11-26T15:30:00.000Z`. Both sort as texts, so memory and SQL compare them in the same way,
 * and the only place that knows a time zone is the one that says when a property's day begins.
 */
export interface Clock {
  now: Date
  /** The property's, as IANA names it. */
  timeZone: string
}

/** Half open: from the first, up to but without the second. Days and moments each have their own. */
export interface DateWindow {
  fromDay: string
  toDay: string
  fromMoment: string
  toMoment: string
}

/** What is before every date and after every date, as texts. */
const EARLIEST = ''
const LATEST = '~'
const YEAR_MIN = 1900
const YEAR_MAX = 2200
/** Ten years; a rule that looks further does not mean days. */
export const DAYS_MAX = 3_650

/** Whether the text is a day of the calendar that a rule may ask for, such as 2026-11-26. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const year = Number(text.slice(0, 4))
  if (year < YEAR_MIN || year > YEAR_MAX) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** The year first is never the day first, so a month of one digit leaves no doubt. */
const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(z|[+-]\d{2}:?\d{2})?)?$/i
/** Active Directory's: 20261126153000.0Z, or the day alone. */
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})(?:\.\d+)?z)?$/i
/**
 * How Entra writes a date that a mapping turns into text, which is .NET's own way, in UTC unless it
 * says otherwise: 11/26/2026 3:30:00 PM, 11/26/2026 15:30:00, 11/26/2026 12:00:00 AM +00:00.
 */
const SLASHED =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([ap])m)?(?: ?(z|[+-]\d{2}:?\d{2}))?)?$/i

/** The day or the moment that a value means; undefined when it is none. */
export function readDate(value: string): string | undefined {
  const text = value.trim()
  return readIso(text) ?? readCompact(text) ?? readSlashed(text)
}

function readIso(text: string): string | undefined {
  const [, year = '', month = '', date = '', time, seconds = '00', fraction = '', zone] =
    ISO.exec(text) ?? []
  const day = dayOf(year, month, date)
  if (!day) return undefined
  // A time without a zone is the clock on the property's wall: the day is all that a rule needs.
  if (!time || !zone) return day
  return momentText(
    `${day}T${time}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${zoneOf(zone)}`,
  )
}

function dayOf(year: string, month: string, date: string): string | undefined {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}

function zoneOf(zone: string): string {
  return zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()
}

function readCompact(text: string): string | undefined {
  const [, year, month, date, hours, minutes, seconds] = COMPACT.exec(text) ?? []
  const day = `${year}-${month}-${date}`
  if (!isDay(day)) return undefined
  return hours ? momentText(`${day}T${hours}:${minutes}:${seconds}.000Z`) : day
}

function readSlashed(text: string): string | undefined {
  const [, month = '', date = '', year = '', hours, minutes, seconds = '00', half, zone = 'Z'] =
    SLASHED.exec(text) ?? []
  const day = dayOf(year, month, date)
  if (!day || !hours) return day
  const hour = half ? hourOfHalf(Number(hours), half) : Number(hours)
  if (hour === undefined) return undefined
  const clock = `${String(hour).padStart(2, '0')}:${minutes}:${seconds}`
  return momentText(`${day}T${clock}.000${zoneOf(zone)}`)
}

/** The twelfth hour of each half of a day is its first. */
function hourOfHalf(hours: number, half: string): number | undefined {
  if (hours < 1 || hours > 12) return undefined
  return (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

/**
 * Directories keep a day without a time as its midnight in UTC, Entra's employeeHireDate among
 * them. It is that day wherever the office is, not the evening before in Denver.
 */
function momentText(iso: string): string | undefined {
  const time = Date.parse(iso)
  if (Number.isNaN(time)) return undefined
  const moment = new Date(time).toISOString()
  return /(z|[+-]00:00)$/i.test(iso) && moment.endsWith('T00:00:00.000Z')
    ? moment.slice(0, 10)
    : moment
}

export type DateTest = 'on' | 'before' | 'onOrAfter' | 'nextDays' | 'lastDays'

/** The days that a condition asks for; undefined when what it wants cannot be read. */
export function windowOf(test: DateTest, wanted: string, clock: Clock): DateWindow | undefined {
  const days = daysOf(test, wanted, dayAt(clock.now, clock.timeZone))
  if (!days) return undefined
  const { from, to } = days
  return {
    fromDay: from ?? EARLIEST,
    toDay: to ?? LATEST,
    fromMoment: from ? startOfDay(from, clock.timeZone) : EARLIEST,
    toMoment: to ? startOfDay(to, clock.timeZone) : LATEST,
  }
}

function daysOf(
  test: DateTest,
  wanted: string,
  today: string,
): { from?: string; to?: string } | undefined {
  if (test === 'nextDays' || test === 'lastDays') {
    if (!isDayCount(wanted)) return undefined
    const days = Number(wanted)
    // Today counts in both: "within the next 7 days" is today and the seven that follow.
    return test === 'nextDays'
      ? { from: today, to: addDays(today, days + 1) }
      : { from: addDays(today, -days), to: addDays(today, 1) }
  }
  if (!isDay(wanted)) return undefined
  switch (test) {
    case 'on':
      return { from: wanted, to: addDays(wanted, 1) }
    case 'before':
      return { to: wanted }
    case 'onOrAfter':
      return { from: wanted }
  }
}

export function isDayCount(text: string): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= DAYS_MAX
}

/** Whether a value that `readDate` gave lies in the window. `condition-sql.ts` says the same. */
export function isInWindow(value: string, window: DateWindow): boolean {
  return value.length === DAY_LENGTH
    ? value >= window.fromDay && value < window.toDay
    : value >= window.fromMoment && value < window.toMoment
}

export const DAY_LENGTH = 10

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The calendar day of a moment in a time zone. */
export function dayAt(at: Date, timeZone: string): string {
  const parts = formatOf(timeZone).formatToParts(at)
  const part = (type: 'year' | 'month' | 'day') =>
    parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

const MINUTE_MS = 60_000
/** No place is further from UTC. */
const OFFSET_MAX_MINUTES = 15 * 60

/**
 * The first moment of a day in a time zone. It is searched for by halves, because where clocks go
 * forward at midnight the day begins at one, and no arithmetic with offsets is right everywhere.
 */
export function startOfDay(day: string, timeZone: string): string {
  const key = `${day} ${timeZone}`
  const known = starts.get(key)
  if (known) return known
  const found = findStart(day, timeZone)
  if (starts.size >= STARTS_KEPT_MAX) starts.clear()
  starts.set(key, found)
  return found
}

/** A rule asks for the same few days of everybody. */
const STARTS_KEPT_MAX = 1_000
const starts = new Map<string, string>()

function findStart(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  let before = -OFFSET_MAX_MINUTES
  let reached = OFFSET_MAX_MINUTES
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2)
    if (dayAt(new Date(midnight + middle * MINUTE_MS), timeZone) >= day) reached = middle
    else before = middle
  }
  return new Date(midnight + reached * MINUTE_MS).toISOString()
}

/** When a date that `readDate` gave begins at a place; null when it has begun, or there is none. */
export function startAfter(
  now: Date,
  date: string | null | undefined,
  timeZone: string | undefined,
): Date | null {
  if (!date) return null
  const begins = date.length === DAY_LENGTH ? startOfDay(date, timeZone ?? 'UTC') : date
  const at = new Date(begins)
  return at > now ? at : null
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = makeFormat(timeZone) ?? makeFormat('UTC')
  if (!made) throw new Error('This runtime knows no time zone.')
  formats.set(timeZone, made)
  return made
}

/** A zone that this runtime does not know must not hold up a decision, so UTC stands in. */
function makeFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
  } catch {
    return undefined
  }
}
