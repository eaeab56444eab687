import { exactTime } from '@/components/ui/time-words'
import { deviceName } from '@/lib/kernel/device-names'
import { type Language, localeOf } from '@/lib/kernel/languages'
import { de } from './de'
import { en, type KeyWords } from './en'
import { es } from './es'
import { fr } from './fr'

const dictionary: Record<Language, KeyWords> = { en, es, de, fr }

/** How the page of a key speaks: its sentences, and moments as the reader's language writes them. */
export interface KeySpeech {
  language: Language
  words: KeyWords
  moment(at: Date, timeZone: string): string
  /** On the clock of whoever holds the phone. */
  clock(at: Date): string
  device(stored: string): string
}

export function keySpeech(language: Language): KeySpeech {
  const locale = localeOf[language]
  return {
    language,
    words: dictionary[language],
    moment: (at, timeZone) => exactTime(at.toISOString(), timeZone, locale),
    clock: (at) =>
      new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(at),
    device: (stored) => deviceName(stored, language),
  }
}
