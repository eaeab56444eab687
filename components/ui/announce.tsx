'use client'

import { useEffect, useRef, useState } from 'react'

const WAIT_MS = 700
/** Nobody hears it; without a difference in the text screen readers say nothing again. */
const DIFFERENT = '\u00A0'

/**
 * Says a count politely when it has changed and come to rest; what the page opened with is silent.
 * When what it is about has changed, the same count is said once more.
 */
export function Announce({ children, about = '' }: { children: string; about?: string }) {
  const wanted = `${about}\n${children}`
  const opened = useRef(wanted)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (wanted === opened.current) return
    opened.current = ''
    const timer = setTimeout(
      () => setSaid((before) => (before === children ? `${children}${DIFFERENT}` : children)),
      WAIT_MS,
    )
    return () => clearTimeout(timer)
  }, [wanted, children])
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  )
}
