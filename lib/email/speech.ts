import { type Language, localeOf } from '@/lib/kernel/languages'
import { de } from './words/de'
import { en, type Words } from './words/en'
import { es } from './words/es'
import { fr } from './words/fr'

const dictionary: Record<Language, Words> = { en, es, de, fr }

/** How an e-mail speaks: its sentences, and dates and lists in its language and the property's zone. */
export interface Speech {
  language: Language
  words: Words
  /** "Monday 24 November at 08:00 MST". */
  moment(at: Date): string
  /** "Monday 24 November", for a day that has no zone: it is written as `YYYY-MM-DD`. */
  day(day: string): string
  list(items: string[]): string
}

export interface Reader {
  language: Language
  /** IANA zone. */
  timeZone: string
}

export function speechFor({ language, timeZone }: Reader): Speech {
  const locale = localeOf[language]
  const day = { weekday: 'long', day: 'numeric', month: 'long' } as const
  const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const
  const moments = new Intl.DateTimeFormat(locale, { ...day, ...time, timeZone })
  const days = new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC' })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    language,
    words: dictionary[language],
    moment: (at) => moments.format(at),
    day: (at) => days.format(new Date(`${at}T00:00:00Z`)),
    list: (items) => lists.format(items),
  }
}
