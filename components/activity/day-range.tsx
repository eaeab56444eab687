'use client'

import { useNavigation } from '@/components/ui/navigation'
import { TextField } from '@/components/ui/text-field'

/** The days between which the log is read; both live in the address (`?from=&to=`). */
export function DayRange({ from, to }: { from: string; to: string }) {
  const { pathname, replace } = useNavigation()

  function choose(name: 'from' | 'to', day: string) {
    const address = new URLSearchParams(window.location.search)
    if (day) address.set(name, day)
    else address.delete(name)
    address.delete('page')
    replace(`${pathname}?${address}`)
  }

  return (
    <div className="flex flex-wrap gap-2">
      <div className="w-40">
        <TextField
          type="date"
          label="From"
          value={from}
          {...(to ? { max: to } : {})}
          onChange={(event) => choose('from', event.target.value)}
        />
      </div>
      <div className="w-40">
        <TextField
          type="date"
          label="To, that day included"
          value={to}
          {...(from ? { min: from } : {})}
          onChange={(event) => choose('to', event.target.value)}
        />
      </div>
    </div>
  )
}
