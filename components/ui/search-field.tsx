'use client'

import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { controlLook } from './field'
import { useNavigation } from './navigation'

const WAIT_MS = 250

/** A search whose text lives in the address (`?q=`), so that back and links keep it. */
export function SearchField({
  label,
  value,
  name = 'q',
}: {
  label: string
  /** What the address says now. */
  value: string
  name?: string
}) {
  const { pathname, replace } = useNavigation()
  const [text, setText] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  function search(next: string) {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const address = new URLSearchParams(window.location.search)
      if (next.trim()) address.set(name, next.trim())
      else address.delete(name)
      address.delete('page')
      replace(address.size > 0 ? `${pathname}?${address}` : pathname)
    }, WAIT_MS)
  }

  return (
    <div className="relative w-full sm:w-72">
      <Search
        size={16}
        strokeWidth={1.75}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-soft"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        data-search
        value={text}
        onChange={(event) => search(event.target.value)}
        className={`${controlLook} pl-8`}
      />
    </div>
  )
}
