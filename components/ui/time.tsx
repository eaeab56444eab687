'use client'

import { useEffect, useState } from 'react'
import { exactTime, pastTime, relativeTime } from './time-words'
import { Tooltip } from './tooltip'

const REFRESH_MS = 30_000
/**
 * "4 min ago", with the exact time in the given zone on hover, on focus and for screen readers. The
 * server's words stand until the browser knows better: its clock differs, so the first words are
 * allowed to, and the key makes React write them anew.
 */
export function Time({
  at,
  timeZone = 'UTC',
  past = false,
}: {
  at: string | Date
  timeZone?: string
  /** It has happened, so it is never in the future, however the clocks differ. */
  past?: boolean
}) {
  const iso = typeof at === 'string' ? at : at.toISOString()
  const exact = exactTime(iso, timeZone)
  const [now, setNow] = useState<number>()
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), REFRESH_MS)
    return () => clearInterval(timer)
  }, [])
  const clock = now ?? Date.now()
  return (
    <Tooltip content={exact}>
      <time dateTime={iso} tabIndex={0} className="whitespace-nowrap">
        <span key={now === undefined ? 'server' : 'browser'} suppressHydrationWarning>
          {past ? pastTime(iso, clock) : relativeTime(iso, clock)}
        </span>
        <span className="sr-only"> ({exact})</span>
      </time>
    </Tooltip>
  )
}
