import type { ReactNode } from 'react'
import { Wordmark } from './wordmark'

/** For people who are not signed in: the sign-in page and an employee's key. */
export function PlainShell({ children, foot }: { children: ReactNode; foot?: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto] px-4">
      <header className="mx-auto w-full max-w-md pt-8 pb-6 sm:pt-[14vh]">
        <Wordmark />
      </header>
      <main id="main" className="mx-auto w-full max-w-md text-large">
        {children}
      </main>
      {foot && (
        <footer className="mx-auto w-full max-w-md py-8 text-small text-ink-soft">{foot}</footer>
      )}
    </div>
  )
}
