'use client'

import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { ActionResult } from '@/lib/kernel/result'

/** How whoever is signed in signs in once more. */
export interface FreshSignIn {
  person: { id: string; email: string }
  /** Whom "Sign in with Microsoft" asks, where that is set up. */
  microsoft: boolean
  sendLink: () => Promise<ActionResult>
  askFreshness: () => Promise<{ fresh: boolean; userId: string | null }>
}

const FreshSignInContext = createContext<FreshSignIn | undefined>(undefined)

export function FreshSignInArea({
  children,
  person,
  microsoft,
  sendLink,
  askFreshness,
}: Omit<FreshSignIn, 'person'> & { person: FreshSignIn['person']; children: ReactNode }) {
  const { id, email } = person
  const value = useMemo(
    () => ({ person: { id, email }, microsoft, sendLink, askFreshness }),
    [id, email, microsoft, sendLink, askFreshness],
  )
  return <FreshSignInContext value={value}>{children}</FreshSignInContext>
}

/** Undefined on pages of people who are not signed in; nothing asks them to be. */
export function useFreshSignInArea(): FreshSignIn | undefined {
  return useContext(FreshSignInContext)
}
