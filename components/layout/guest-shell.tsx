import type { ReactNode } from 'react'
import { Wordmark } from './wordmark'

/** For a colleague who does a part of the set-up: no way to anything else. */
export function GuestShell({ children, foot }: { children: ReactNode; foot?: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto] px-4 sm:px-8">
      <header className="mx-auto w-full max-w-4xl py-6">
        <Wordmark />
      </header>
      <main id="main" className="mx-auto w-full max-w-4xl">
        {children}
      </main>
      {foot && (
        <footer className="mx-auto w-full max-w-4xl py-8 text-small text-ink-soft">{foot}</footer>
      )}
    </div>
  )
}
