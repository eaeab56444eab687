'use client'

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { useNavigation } from '@/components/ui/navigation'
import type { KeyPulse } from '@/lib/invitations/schemas'

const EVERY_MS = 3_000
const WAIT_MS_MAX = 5_000
const WORKER = '/key-worker.js'
const SCOPE = '/key/'

interface LiveState {
  /** When the server last confirmed what the page shows, while it cannot be asked; null when it can. */
  offlineSince: Date | null
}

const LiveContext = createContext<LiveState>({ offlineSince: null })

export function useLiveKey(): LiveState {
  return useContext(LiveContext)
}

/**
 * Asks every few seconds, while the page is looked at, whether it still shows what is so. A new
 * version is fetched; without an answer the page says since when it may be wrong. A worker keeps
 * the page for reading where there is no signal.
 */
export function LiveKey({
  pulse,
  version,
  asOf,
  children,
}: {
  /** Where to ask. */
  pulse: string
  /** Of what the page shows. */
  version: string
  /** When the server wrote it: a page out of the worker's store is as old as that. */
  asOf: string
  children: ReactNode
}) {
  const { refresh } = useNavigation()
  const [offlineSince, setOfflineSince] = useState<Date | null>(null)
  const heardAt = useRef(new Date(asOf))
  useEffect(() => {
    // Each version anew: what has ended is kept as ended.
    if (version) keepForReading()
  }, [version])
  useEffect(() => {
    let gone = false
    const ask = async () => {
      if (document.visibilityState !== 'visible') return
      const heard = await fetchPulse(pulse)
      if (gone) return
      if (!heard) return setOfflineSince(heardAt.current)
      heardAt.current = new Date()
      setOfflineSince(null)
      if (heard.version !== version) refresh()
    }
    void ask()
    const timer = setInterval(() => void ask(), EVERY_MS)
    document.addEventListener('visibilitychange', ask)
    return () => {
      gone = true
      clearInterval(timer)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [pulse, version, refresh])
  return <LiveContext value={{ offlineSince }}>{children}</LiveContext>
}

async function fetchPulse(address: string): Promise<KeyPulse | undefined> {
  try {
    const answer = await fetch(address, {
      cache: 'no-store',
      signal: AbortSignal.timeout(WAIT_MS_MAX),
    })
    return answer.ok ? ((await answer.json()) as KeyPulse) : undefined
  } catch {
    return undefined
  }
}

/** Hands the page, as it is now, to the worker. */
function keepForReading(): void {
  if (!('serviceWorker' in navigator)) return
  const assets = performance
    .getEntriesByType('resource')
    .map((entry) => entry.name)
    .filter((name) => name.startsWith(`${location.origin}/_next/static/`))
  const keep = { kind: 'keep', page: location.pathname, assets }
  navigator.serviceWorker
    .register(WORKER, { scope: SCOPE })
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => registration.active?.postMessage(keep))
    // Without a worker the page works as before, and cannot be read offline.
    .catch(() => undefined)
}
