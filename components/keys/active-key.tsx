'use client'

import type { ReactNode } from 'react'
import { StatusBadge } from '@/components/ui/status'
import type { KeyPage } from '@/lib/invitations/schemas'
import type { Language } from '@/lib/kernel/languages'
import type { KeyActions } from './key-actions'
import { KeyPlaces, WhomToAsk } from './key-places'
import { useLiveKey } from './live-key'
import { PhoneName } from './phone-name'
import { type KeySpeech, keySpeech } from './words/speech'

type Active = Extract<KeyPage, { kind: 'active' }>

/** The page is the key: whose, for where, and whether it opens at this moment. */
export function ActiveKey({
  page,
  language,
  namePhone,
  lost,
}: {
  page: Active
  language: Language
  namePhone: KeyActions['namePhone']
  lost: ReactNode
}) {
  const speech = keySpeech(language)
  const words = speech.words.active
  const timeZone = page.places[0]?.timeZone ?? 'UTC'
  return (
    <div className="grid gap-8">
      <div className="grid gap-4 rounded-base border bg-raised p-5">
        <p className="text-body text-ink-soft">{page.organization}</p>
        <h1 className="text-figure leading-tight font-semibold text-balance">{page.name}</h1>
        <KeyState speech={speech} />
        <p className="text-body text-ink-soft">
          {words.since(speech.moment(page.since, timeZone))}
        </p>
        <PhoneName page={page} speech={speech} save={namePhone} />
      </div>
      <p>{words.atDoor}</p>
      <KeyPlaces places={page.places} speech={speech} />
      <WhomToAsk places={page.places} organization={page.organization} speech={speech} />
      {lost}
    </div>
  )
}

/** Green only while the server says so: a page without a connection shows what it knew, and when. */
function KeyState({ speech }: { speech: KeySpeech }) {
  const { offlineSince } = useLiveKey()
  const words = speech.words.active
  return (
    <div role="status" className="grid gap-1 text-large">
      {offlineSince ? (
        <>
          <StatusBadge tone="attention">{words.offline(speech.clock(offlineSince))}</StatusBadge>
          <p className="text-body text-ink-soft">{words.offlineText}</p>
        </>
      ) : (
        <StatusBadge tone="healthy">{words.state}</StatusBadge>
      )}
    </div>
  )
}
