'use client'

import { Progress } from '@base-ui/react/progress'

/** How far something is, of a hundred; null while nobody can tell. `words` are read with it. */
export function ProgressBar({
  label,
  percent,
  words,
}: {
  label: string
  percent: number | null
  words: string
}) {
  return (
    <Progress.Root value={percent} aria-label={label} getAriaValueText={() => words}>
      <Progress.Track className="h-2 overflow-hidden rounded-full bg-line forced-colors:border">
        <Progress.Indicator className="h-full rounded-full bg-accent transition-[width] data-indeterminate:hidden duration-150 forced-colors:bg-[Highlight]" />
      </Progress.Track>
    </Progress.Root>
  )
}
