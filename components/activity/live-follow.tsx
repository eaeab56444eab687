'use client'

import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Switch } from '@/components/ui/choices'
import { useNavigation } from '@/components/ui/navigation'
import type { ActivityQuery } from '@/lib/activity/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'

const LOOK_EVERY_MS = 4_000
/** Further down somebody reads, and a row that arrives would push away what they read. */
const TOP_PX = 80

export interface LiveFollowProps {
  countNewer: (input: { query: ActivityQuery; newest: string }) => Promise<ActionResult<number>>
  query: ActivityQuery
  /** The newest entry shown, where the page would go on from. */
  newest: string
}

/**
 * Looks for new entries while it is on. They fade in while the reader is at the top of the page and
 * points at no row; otherwise they wait behind a button, and nothing moves.
 */
export function LiveFollow({ countNewer, query, newest }: LiveFollowProps) {
  const { refresh } = useNavigation()
  const [on, setOn] = useState(false)
  const [waiting, setWaiting] = useState(0)
  // Older pages stand still.
  const following = on && query.page === ''

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is newest changes with what is shown.
  useEffect(() => setWaiting(0), [newest])

  useEffect(() => {
    document.body.toggleAttribute('data-live', following)
    if (!following) return
    const timer = setInterval(async () => {
      if (document.hidden) return
      const result = await countNewer({ query, newest }).catch(() => undefined)
      if (!result?.ok || result.value === 0) return
      if (isReading()) setWaiting(result.value)
      else refresh()
    }, LOOK_EVERY_MS)
    return () => {
      clearInterval(timer)
      document.body.removeAttribute('data-live')
    }
  }, [following, query, newest, countNewer, refresh])

  function show() {
    window.scrollTo({ top: 0 })
    refresh()
  }

  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="status">
        {following && waiting > 0 && (
          <Button onClick={show}>Show {counted(waiting, 'new entry', 'new entries')}</Button>
        )}
      </p>
      <Switch
        label="Follow live"
        checked={on}
        onCheckedChange={setOn}
        {...(on && query.page !== '' ? { hint: 'Older pages stand still.' } : {})}
      />
    </div>
  )
}

function isReading(): boolean {
  const table = document.querySelector('main table')
  return (
    window.scrollY > TOP_PX ||
    table?.matches(':hover') === true ||
    table?.contains(document.activeElement) === true
  )
}
