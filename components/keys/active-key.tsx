'use client'

import type { ReactNode } from 'react'
import { StatusBadge } from '@/components/ui/status'
import { exactTime } from '@/components/ui/time-words'
import type { KeyPage } from '@/lib/invitations/schemas'
import { KeyPlaces, WhomToAsk } from './key-places'
import { keyWords } from './key-words'
import { useLiveKey } from './live-key'

type Active = Extract<KeyPage, { kind: 'active' }>

/** The page is the key: whose, for where, and whether it opens at this moment. */
export function ActiveKey({ page, lost }: { page: Active; lost: ReactNode }) {
  const words = keyWords.active
  const timeZone = page.places[0]?.timeZone ?? 'UTC'
  return (
    <div className="grid gap-8">
      <div className="grid gap-4 rounded-base border bg-raised p-5">
        <p className="text-body text-ink-soft">{page.organization}</p>
        <h1 className="text-figure leading-tight font-semibold text-balance">{page.name}</h1>
        <KeyState />
        <p className="text-body text-ink-soft">
          {words.since(exactTime(page.since.toISOString(), timeZone), page.device)}
        </p>
      </div>
      <p>{words.atDoor}</p>
      <KeyPlaces places={page.places} />
      <WhomToAsk places={page.places} organization={page.organization} />
      {lost}
    </div>
  )
}

/** Green only while the server says so: a page without a connection shows what it knew, and when. */
function KeyState() {
  const { offlineSince } = useLiveKey()
  const words = keyWords.active
  return (
    <div role="status" className="grid gap-1 text-large">
      {offlineSince ? (
        <>
          <StatusBadge tone="attention">{words.offline(clockTime(offlineSince))}</StatusBadge>
          <p className="text-body text-ink-soft">{words.offlineText}</p>
        </>
      ) : (
        <StatusBadge tone="healthy">{words.state}</StatusBadge>
      )}
    </div>
  )
}

/** On the clock of whoever holds the phone. */
function clockTime(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at)
}
