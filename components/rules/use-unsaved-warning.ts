'use client'

import { useEffect } from 'react'
import { useUnsavedWork } from '@/components/ui/unsaved-work'

/** Whatever leads elsewhere asks while work is not saved; the screen hears of it too, to ask itself. */
export function useUnsavedWarning(dirty: boolean, onDirty: (dirty: boolean) => void): void {
  useUnsavedWork(dirty)
  useEffect(() => {
    onDirty(dirty)
    return () => onDirty(false)
  }, [dirty, onDirty])
}
