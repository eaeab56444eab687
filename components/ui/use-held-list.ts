import { type PointerEvent, useState } from 'react'

/** A pointer that has moved farther has left what it pressed: whoever holds it thought better of it. */
const MOVED_PX = 8

/** What makes a row of the list one that can be pressed. */
export type HeldPress = ReturnType<typeof useHeldList>['press']

/**
 * A list whose rows may move or be replaced while one of them is pressed. A click goes to what a
 * pointer is over when it is let go, so a press that began on a row which is elsewhere by then would
 * be lost. The row captures the pointer, and the list stays as it was pressed until it is let go.
 */
export function useHeldList<T>(current: T[]) {
  const [held, setHeld] = useState<{ list: T[]; x: number; y: number }>()
  const letGo = () => setHeld(undefined)
  return {
    list: held?.list ?? current,
    /** For each row. */
    press: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (!event.isPrimary || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setHeld({ list: held?.list ?? current, x: event.clientX, y: event.clientY })
        onceLetGo(event.pointerId, letGo)
      },
      onPointerMove({ currentTarget, pointerId, clientX, clientY }: PointerEvent<HTMLElement>) {
        if (!held || Math.hypot(clientX - held.x, clientY - held.y) <= MOVED_PX) return
        if (currentTarget.hasPointerCapture(pointerId))
          currentTarget.releasePointerCapture(pointerId)
        letGo()
      },
    },
  }
}

/** Asks the window, since a row is told nothing that is gone because its list closed under the press. */
function onceLetGo(pointerId: number, then: () => void) {
  const heard = new AbortController()
  const hear = (event: globalThis.PointerEvent) => {
    if (event.pointerId !== pointerId) return
    heard.abort()
    // The click follows within the same task, and goes to the list as it was pressed.
    setTimeout(then)
  }
  for (const end of ['pointerup', 'pointercancel'] as const) {
    window.addEventListener(end, hear, { signal: heard.signal, capture: true })
  }
}
