'use client'

import {
  createContext,
  type MouseEvent,
  type ReactNode,
  useContext,
  useMemo,
  useState,
} from 'react'
import { DiscardQuestion } from './dialog'
import { UnsavedArea, useUnsavedArea } from './unsaved-work'

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

/** Around every page: whatever leads elsewhere asks first while typed work is not saved. */
export function LeavingArea({ children }: { children: ReactNode }) {
  const work = useUnsavedArea()
  const [wanted, setWanted] = useState<{ go: () => void }>()
  const leaving = useMemo<Leaving>(
    () => ({
      leave: (go) => (work.held.size > 0 ? setWanted({ go }) : go()),
      onLink: (event, go) => {
        if (event.defaultPrevented || work.held.size === 0 || opensElsewhere(event)) return
        event.preventDefault()
        setWanted({ go })
      },
    }),
    [work],
  )
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
