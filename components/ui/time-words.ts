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
