import { type Language, localeOf } from './languages'

/** One line of a weekly schedule, on the clock of the property. */
export interface HoursLine {
  /** ISO weekdays, 1 Monday to 7 Sunday, ascending. */
  days: number[]
  /** `HH:MM`. */
  from: string
  /** `HH:MM`; not later than `from`: on the next day. */
  to: string
}

/** Null: at any hour. */
export type OpeningHours = HoursLine[] | null

/** Doors that open at the same hours. */
export interface Opening {
  doors: string[]
  hours: OpeningHours
}

/**
 * The doors that somebody may open, told once each: a door in several access groups opens in the
 * hours of any of them, and doors of the same hours stand together. The order of names is kept.
 */
export function openingsOf(given: { door: string; hours: OpeningHours }[]): Opening[] {
  const openings = new Map<string, Opening>()
  for (const [door, ways] of Map.groupBy(given, (one) => one.door)) {
    const hours = joinHours(ways.map((way) => way.hours))
    const key = JSON.stringify(hours)
    const same = openings.get(key)
    if (same) same.doors.push(door)
    else openings.set(key, { doors: [door], hours })
  }
  return [...openings.values()]
}

function joinHours(all: OpeningHours[]): OpeningHours {
  const lines = all.flatMap((hours) => hours ?? [])
  if (all.includes(null)) return null
  return [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()]
}

interface HoursWords {
  any: string
  everyDay: string
  allDay: string
  nextDay: string
}

const words: Record<Language, HoursWords> = {
  en: {
    any: 'At any hour',
    everyDay: 'Every day',
    allDay: 'all day',
    nextDay: 'the next day',
  },
  es: {
    any: 'A cualquier hora',
    everyDay: 'Todos los días',
    allDay: 'todo el día',
    nextDay: 'del día siguiente',
  },
  de: {
    any: 'Zu jeder Zeit',
    everyDay: 'Jeden Tag',
    allDay: 'ganztägig',
    nextDay: 'am Folgetag',
  },
  fr: {
    any: 'À toute heure',
    everyDay: 'Tous les jours',
    allDay: 'toute la journée',
    nextDay: 'le lendemain',
  },
}

/** "Mon–Fri 07:00–19:00; Sat 22:00–06:00 the next day", without an end. */
export function hoursText(hours: OpeningHours, language: Language = 'en'): string {
  if (hours === null) return words[language].any
  return hours.map((line) => lineText(line, language)).join('; ')
}

function lineText({ days, from, to }: HoursLine, language: Language): string {
  const speech = words[language]
  const when = days.length === 7 ? speech.everyDay : daysText(days, localeOf[language])
  if (from === to && from === '00:00') return `${when} ${speech.allDay}`
  return `${when} ${from}–${to}${to > from ? '' : ` ${speech.nextDay}`}`
}

/** "Mon–Fri, Sun": three days in a row and more are a span. */
function daysText(days: number[], locale: string): string {
  const name = (day: number) => dayName(day, locale, 'short')
  const spans: number[][] = []
  for (const day of days) {
    const last = spans.at(-1)
    if (last?.at(-1) === day - 1) last.push(day)
    else spans.push([day])
  }
  return spans
    .flatMap((span) => {
      const [first = 0, last = 0] = [span[0], span.at(-1)]
      return span.length > 2 ? `${name(first)}–${name(last)}` : span.map(name)
    })
    .join(', ')
}

/** The name of an ISO weekday. */
export function dayName(day: number, locale: string, style: 'short' | 'long'): string {
  // 5 January 1970 was a Monday.
  const date = new Date(Date.UTC(1970, 0, 4 + day))
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(date)
}
