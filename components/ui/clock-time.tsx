'use client'

import { clockTime, exactTime } from './time-words'
import { Tooltip } from './tooltip'

/**
 * "20 Nov 17:02:09", for what counts to the second or is compared with a time beside it; the zone on
 * hover, on focus and for screen readers.
 */
export function ClockTime({
  at,
  timeZone,
  seconds = false,
  beside,
}: {
  at: Date
  timeZone: string
  seconds?: boolean
  /** On the same day the clock alone is shown. */
  beside?: Date | undefined
}) {
  const iso = at.toISOString()
  const exact = exactTime(iso, timeZone)
  const options = { seconds, beside: beside?.toISOString(), now: Date.now() }
  return (
    <Tooltip content={exact}>
      <time dateTime={iso} tabIndex={0} className="whitespace-nowrap">
        <span suppressHydrationWarning>{clockTime(iso, timeZone, options)}</span>
        <span className="sr-only"> ({exact})</span>
      </time>
    </Tooltip>
  )
}
