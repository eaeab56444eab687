'use client'

import { useEffect, useRef, useState } from 'react'

const WAIT_MS = 700

/** Says a count politely when it has changed and come to rest; what the page opened with is silent. */
export function Announce({ children }: { children: string }) {
  const opened = useRef(children)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (children === opened.current) return
    opened.current = ''
    const timer = setTimeout(() => setSaid(children), WAIT_MS)
    return () => clearTimeout(timer)
  }, [children])
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  )
}
