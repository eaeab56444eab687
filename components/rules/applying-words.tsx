'use client'

import { LoaderCircle } from 'lucide-react'
import { useEffect, useState } from 'react'
import { counted } from '@/lib/kernel/words'

const SECOND_MS = 1000

/** What happens while a change is applied, and for how long already; it cannot be stopped half way. */
export function ApplyingWords({ people, property }: { people: number; property: string }) {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), SECOND_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className="flex items-start gap-2">
      <LoaderCircle size={16} className="mt-0.5 shrink-0 animate-spin" aria-hidden />
      <span>
        <span role="status">
          Applying to {counted(people, 'person', 'people')} at {property}… All of it happens
          together, or none of it.
        </span>
        {seconds > 0 && (
          <span className="text-ink-soft tabular-nums"> {counted(seconds, 'second')} so far.</span>
        )}
      </span>
    </p>
  )
}
