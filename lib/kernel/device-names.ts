import type { Language } from './languages'

/** Names that are not the same in every language; the English one is what is stored. */
const translated: Record<string, Record<Exclude<Language, 'en'>, string>> = {
  'Android phone': { es: 'teléfono Android', de: 'Android-Telefon', fr: 'téléphone Android' },
  'Windows computer': {
    es: 'ordenador con Windows',
    de: 'Windows-Computer',
    fr: 'ordinateur Windows',
  },
  'Linux computer': { es: 'ordenador con Linux', de: 'Linux-Computer', fr: 'ordinateur Linux' },
  'a device': { es: 'un dispositivo', de: 'ein Gerät', fr: 'un appareil' },
}

/** What kind of device has a key, in the reader's language. */
export function deviceName(stored: string, language: Language): string {
  return language === 'en' ? stored : (translated[stored]?.[language] ?? stored)
}
