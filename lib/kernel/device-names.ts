import type { Language } from './languages'

/** The longest model name that phones have; a longer one is no name. */
export const DEVICE_NAME_LENGTH_MAX = 40
/** As it was typed or sent: spaces around it and letters in pieces do not count. */
const TEXT_LENGTH_MAX = 4 * DEVICE_NAME_LENGTH_MAX

/**
 * What a phone is called, a model or what its owner typed, in the one spelling that is kept (NFKC,
 * single spaces). Undefined for what is no name: it has 1 to 40 letters, digits, spaces and a few
 * signs, and begins with a letter or a digit.
 */
export function asDeviceName(text: string): string | undefined {
  if (text.length > TEXT_LENGTH_MAX) return undefined
  const name = text.normalize('NFKC').trim().replace(/ +/g, ' ')
  const isName = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,&+()/_'’-]*$/u.test(name)
  return isName && name.length <= DEVICE_NAME_LENGTH_MAX ? name : undefined
}

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
