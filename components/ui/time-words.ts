/** How a moment is written; apart from `Time`, so that what is drawn on the server can say it too. */
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

export function exactTime(iso: string, timeZone: string, locale = 'en-GB'): string {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(new Date(iso))
}

interface ClockTimeOptions {
  seconds?: boolean
  /** A time that is told beside it: on the same day, the clock alone is enough. */
  beside?: string | undefined
  /** The year is left out within this one. */
  now: number
}

/** "20 Nov 17:02:09": a moment that stays what it is, where "4 min ago" would not do. */
export function clockTime(
  iso: string,
  timeZone: string,
  { seconds = false, beside, now }: ClockTimeOptions,
): string {
  const at = new Date(iso)
  const day = (options: Intl.DateTimeFormatOptions, of: Date) =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(of)
  const year = { year: 'numeric' } as const
  const whole = { ...year, month: 'short', day: 'numeric' } as const
  const time: Intl.DateTimeFormatOptions = {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
  }
  const clock = new Intl.DateTimeFormat('en-GB', { ...time, timeZone }).format(at)
  if (beside && day(whole, at) === day(whole, new Date(beside))) return clock
  const isThisYear = day(year, at) === day(year, new Date(now))
  return `${day(isThisYear ? { month: 'short', day: 'numeric' } : whole, at)} ${clock}`
}

export function relativeTime(iso: string, now: number): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1000)
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' })
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) < size) continue
    return format.format(Math.trunc(seconds / size), unit).replace('.', '')
  }
  return seconds > 0 ? 'in a moment' : 'just now'
}

/** Of what has happened: never in the future, though the clock that is asked be slow or read a while ago. */
export function pastTime(iso: string, now: number): string {
  return relativeTime(iso, Math.max(now, Date.parse(iso)))
}
