'use client'

import { useEffect } from 'react'
import { useNavigation } from '@/components/ui/navigation'

const EVERY_MS = 4_000

/** Asks again while the page is looked at, so that an ended key says so within seconds. */
export function LiveKey() {
  const { refresh } = useNavigation()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') refresh()
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [refresh])
  return null
}
