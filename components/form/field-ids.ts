'use client'

import { createContext, useCallback, useContext } from 'react'

/** Two forms on one page may have a field of the same path, so each form's ids begin with its own. */
const PrefixContext = createContext('field')
export const FieldIds = PrefixContext.Provider

/** Gives the id of the control that belongs to a form path. */
export function useFieldId(): (name: string) => string {
  const prefix = useContext(PrefixContext)
  return useCallback((name) => `${prefix}-${name.replaceAll('.', '-')}`, [prefix])
}

const FOCUSABLE = 'input:not([aria-hidden]), textarea, button, [tabindex="0"]'

/** Moves the focus to the control of a form path, or to the first within it. */
export function useFocusField(): (name: string) => void {
  const fieldId = useFieldId()
  return (name) => {
    const field = document.getElementById(fieldId(name))
    const target = field?.matches(FOCUSABLE) ? field : field?.querySelector<HTMLElement>(FOCUSABLE)
    target?.focus()
  }
}
