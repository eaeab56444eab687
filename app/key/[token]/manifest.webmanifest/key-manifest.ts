import { keySpeech } from '@/components/keys/words/speech'
import type { Language } from '@/lib/kernel/languages'

/** Read by the phone's home screen, which knows nothing of a page's tokens: --accent and --surface. */
const ACCENT = '#0c6963'
const SURFACE = '#f7f9fa'

/** Each key is an app of its own, so that two of them live beside each other. */
export function keyManifest(token: string, organization: string | undefined, language: Language) {
  const { app } = keySpeech(language).words
  const page = `/key/${token}`
  return {
    id: page,
    lang: language,
    name: organization ? app.name(organization) : app.unknown,
    short_name: organization ?? app.short,
    start_url: page,
    scope: '/key/',
    display: 'standalone',
    background_color: SURFACE,
    theme_color: ACCENT,
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/key-icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/key-icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/key-icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  }
}
