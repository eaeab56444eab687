'use client'

import {
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
} from 'react'
import { DiscardQuestion } from './dialog'
import { useNavigation } from './navigation'
import { UnsavedArea, useUnsavedArea } from './unsaved-work'
import { useStoppedBack } from './use-stopped-back'

interface Leaving {
  /** Goes at once, or after a question while something typed on the page is not saved. */
  leave: (go: () => void) => void
  /** The same for a press on a link: prevents it, and goes by itself when that is meant. */
  onLink: (event: MouseEvent<HTMLAnchorElement>, go: () => void) => void
}

const LeavingContext = createContext<Leaving | undefined>(undefined)

export function useLeaving(): Leaving {
  const leaving = useContext(LeavingContext)
  if (!leaving) throw new Error('LeavingArea is missing at the root of the page.')
  return leaving
}

/** Around every page: whatever leads elsewhere asks first while typed work is not saved, Back too. */
export function LeavingArea({ children }: { children: ReactNode }) {
  const work = useUnsavedArea()
  const { pathname } = useNavigation()
  const [wanted, setWanted] = useState<{ go: () => void; from: string }>()
  // Whoever left by another way is not asked where they are now.
  if (wanted && wanted.from !== pathname) setWanted(undefined)
  const stop = useCallback(
    (go: () => void) => {
      if (work.held.size === 0) return false
      setWanted({ go, from: pathname })
      return true
    },
    [work, pathname],
  )
  const leaving = useMemo<Leaving>(
    () => ({
      leave: (go) => {
        if (!stop(go)) go()
      },
      onLink: (event, go) => {
        if (event.defaultPrevented || opensElsewhere(event)) return
        if (stop(go)) event.preventDefault()
      },
    }),
    [stop],
  )
  useStoppedBack(stop)
  return (
    <LeavingContext value={leaving}>
      <UnsavedArea value={work}>{children}</UnsavedArea>
      <DiscardQuestion
        open={wanted !== undefined}
        onStay={() => setWanted(undefined)}
        onDiscard={() => {
          setWanted(undefined)
          wanted?.go()
        }}
      />
    </LeavingContext>
  )
}

/** A press that opens another window leaves this one as it is. */
function opensElsewhere(event: MouseEvent<HTMLAnchorElement>): boolean {
  const { metaKey, ctrlKey, shiftKey, altKey, button, currentTarget } = event
  const otherWindow = currentTarget.target !== '' && currentTarget.target !== '_self'
  return metaKey || ctrlKey || shiftKey || altKey || button !== 0 || otherWindow
}
