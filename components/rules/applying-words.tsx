'use client'

import { LoaderCircle } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Announce } from '@/components/ui/announce'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { ApplyProgress } from '@/lib/access/schemas'
import { counted } from '@/lib/kernel/words'
import { progressWords } from './progress-words'

const SECOND_MS = 1000
/** What is applied faster never flashes it. */
const LATE_MS = 300

/**
 * How far a change is that is being applied, and for how long already; it cannot be stopped half
 * way. `children` say what it is about.
 */
export function ApplyingWords({
  property,
  progress,
  children,
}: {
  property: string
  progress: ApplyProgress | undefined
  children?: ReactNode
}) {
  const { late, seconds } = useTimePassed()
  const shown = useRef<HTMLDivElement>(null)
  // A long dialog scrolls, and what grows at its end would not be seen.
  useEffect(() => {
    if (late) shown.current?.scrollIntoView({ block: 'nearest' })
  }, [late])
  if (!late) return null
  const { words, spoken, percent } = progressWords(progress)
  return (
    <div ref={shown} className="layer-enter grid scroll-my-5 gap-2">
      {children && (
        <p className="flex items-start gap-2">
          <LoaderCircle size={16} className="mt-0.5 shrink-0 animate-spin" aria-hidden />
          <span role="status">{children}</span>
        </p>
      )}
      <ProgressBar label={`Applying at ${property}`} percent={percent} words={words} />
      <p className="flex flex-wrap justify-between gap-x-4 text-small text-ink-soft tabular-nums">
        <span>{words}</span>
        {seconds > 0 && <span>{counted(seconds, 'second')} so far</span>}
      </p>
      <Announce>{spoken}</Announce>
    </div>
  )
}

function useTimePassed(): { late: boolean; seconds: number } {
  const [late, setLate] = useState(false)
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const start = setTimeout(() => setLate(true), LATE_MS)
    const timer = setInterval(() => setSeconds((before) => before + 1), SECOND_MS)
    return () => {
      clearTimeout(start)
      clearInterval(timer)
    }
  }, [])
  return { late, seconds }
}
