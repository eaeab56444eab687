'use client'

import { useEffect, useState } from 'react'
import { Tooltip } from './tooltip'

const REFRESH_MS = 30_000
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

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

export function exactTime(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(new Date(iso))
}

export function relativeTime(iso: string, now: number): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1000)
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' })
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) < size) continue
    return format.format(Math.trunc(seconds / size), unit).replace('.', '')
  }
  return seconds > 0 ? 'in a moment' : 'just now'
}
