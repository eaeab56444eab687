'use client'

import { useEffect } from 'react'

/** The browser asks before a page with unsaved work is closed; the screen hears of it, to ask itself. */
export function useUnsavedWarning(dirty: boolean, onDirty: (dirty: boolean) => void): void {
  useEffect(() => {
    onDirty(dirty)
    if (!dirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => {
      window.removeEventListener('beforeunload', ask)
      onDirty(false)
    }
  }, [dirty, onDirty])
}
