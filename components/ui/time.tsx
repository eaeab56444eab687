'use client'

import { useEffect, useState } from 'react'

const REFRESH_MS = 30_000
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/**
 * "4 min ago", with the exact time in the given zone on hover and on focus. The first paint shows
 * the exact time, the same on server and browser, so that nothing jumps or mismatches.
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
    <time dateTime={iso} title={exact} className="whitespace-nowrap">
      {now === undefined ? exact : relativeTime(iso, now)}
    </time>
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
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit)
  }
  return seconds > 0 ? 'in a moment' : 'just now'
}
