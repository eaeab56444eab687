/** The languages that every e-mail is written in, each named in itself. */
export const languageNames = {
  en: 'English',
  es: 'Español',
  de: 'Deutsch',
  fr: 'Français',
} as const

export type Language = keyof typeof languageNames
export const languages = Object.keys(languageNames) as Language[]

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
