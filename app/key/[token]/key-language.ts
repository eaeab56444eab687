import { headers } from 'next/headers'
import { cache } from 'react'
import { visitOf } from '@/lib/invitations/find-invitation'
import { readKeyLanguage } from '@/lib/invitations/key-language'
import type { Language } from '@/lib/kernel/languages'

/** What the page of this link speaks, found once for whatever is drawn of it. */
export const keyLanguage = cache(async (token: string): Promise<Language> => {
  return readKeyLanguage(await visitOf(token), (await headers()).get('accept-language'))
})
