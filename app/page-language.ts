import { headers } from 'next/headers'
import { pathHeader } from '@/lib/auth/page-contract'
import type { Language } from '@/lib/kernel/languages'
import { keyLanguage } from './key/[token]/key-language'

/** The administrators' pages speak English; the page of a key speaks its owner's language. */
export async function pageLanguage(): Promise<Language> {
  const token = /^\/key\/([\w-]+)/.exec((await headers()).get(pathHeader) ?? '')?.[1]
  return token ? keyLanguage(token) : 'en'
}
