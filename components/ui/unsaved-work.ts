'use client'

import { createContext, useContext, useEffect, useId, useState } from 'react'

/** What is typed and not saved within a page or a dialog, by the parts that hold it. */
export interface UnsavedWork {
  held: Set<string>
}

const UnsavedContext = createContext<UnsavedWork | undefined>(undefined)
export const UnsavedArea = UnsavedContext.Provider

/** For whoever could throw work away, a page or a dialog: what is held within, read when it matters. */
export function useUnsavedArea(): UnsavedWork {
  const [work] = useState<UnsavedWork>(() => ({ held: new Set() }))
  return work
}

/** Tells the page or the dialog around that something would be lost; the browser asks before it closes. */
export function useUnsavedWork(unsaved: boolean): void {
  const area = useContext(UnsavedContext)
  const id = useId()
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    area?.held.add(id)
    window.addEventListener('beforeunload', ask)
    return () => {
      area?.held.delete(id)
      window.removeEventListener('beforeunload', ask)
    }
  }, [unsaved, area, id])
}
