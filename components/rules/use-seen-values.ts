'use client'

import { useEffect, useState } from 'react'
import type { RuleActions, SeenValues } from './rules-view'

/** Counts come after the editor has opened; its fields are usable before. */
export function useSeenValues(readSeen: RuleActions['readSeen']): SeenValues | undefined {
  const [seen, setSeen] = useState<SeenValues>()
  useEffect(() => {
    let stale = false
    void readSeen()
      .then((result) => {
        if (!stale && result.ok) setSeen(result.value)
      })
      // Without suggestions the fields take what is typed, as before they arrive.
      .catch(() => undefined)
    return () => {
      stale = true
    }
  }, [readSeen])
  return seen
}
