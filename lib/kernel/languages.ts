/** The languages that every e-mail is written in, each named in itself. */
export const languageNames = {
  en: 'English',
  es: 'Español',
  de: 'Deutsch',
  fr: 'Français',
} as const

export type Language = keyof typeof languageNames
export const languages = Object.keys(languageNames) as Language[]

/** English is the British one: its dates read day before month, as the product's do. */
export const localeOf: Record<Language, string> = { en: 'en-GB', es: 'es', de: 'de', fr: 'fr' }

function isLanguage(code: string): code is Language {
  return Object.hasOwn(languageNames, code)
}

/**
 * The person's own language when we have it, else the property's. Entra sends tags such as
 * `de-CH` and, from older sources, `de_CH`; of lists as browsers send them the first one counts.
 */
export function chooseLanguage(preferred: string | null, fallback: Language): Language {
  const code =
    (preferred ?? '')
      .trim()
      .toLowerCase()
      .split(/[-_,;]/)[0] ?? ''
  return isLanguage(code) ? code : fallback
}

/** Browsers name a handful; whoever sends more is none. */
const ACCEPTED_MAX = 20

/** The first of ours in a browser's `Accept-Language`, by its weights; English without one. */
export function acceptedLanguage(header: string | null): Language {
  const wanted = (header ?? '')
    .split(',', ACCEPTED_MAX)
    .map((part) => {
      const [tag = '', weight] = part.trim().split(/;\s*q=/)
      return { code: tag.toLowerCase().split('-')[0] ?? '', weight: Number(weight ?? 1) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
  return wanted.map(({ code }) => code).find(isLanguage) ?? 'en'
}
