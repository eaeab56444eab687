'use client'

import { useEffect, useState } from 'react'
import { exactTime, relativeTime } from './time-words'
import { Tooltip } from './tooltip'

const REFRESH_MS = 30_000
/**
 * "4 min ago", with the exact time in the given zone on hover, on focus and for screen readers. The
 * server's words stand until the browser knows better: its clock differs, so the first words are
 * allowed to, and the key makes React write them anew.
 */
export function Time({ at, timeZone = 'UTC' }: { at: string | Date; timeZone?: string }) {
  const iso = typeof at === 'string' ? at : at.toISOString()
  const exact = exactTime(iso, timeZone)
  const [now, setNow] = useState<number>()
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), REFRESH_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <Tooltip content={exact}>
      <time dateTime={iso} tabIndex={0} className="whitespace-nowrap">
        <span key={now === undefined ? 'server' : 'browser'} suppressHydrationWarning>
          {relativeTime(iso, now ?? Date.now())}
        </span>
        <span className="sr-only"> ({exact})</span>
      </time>
    </Tooltip>
  )
}
