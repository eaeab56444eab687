import { DoorOpen } from 'lucide-react'
import type { ReactNode } from 'react'

/** For people who are not signed in: the sign-in page and an employee's key. */
export function PlainShell({ children, foot }: { children: ReactNode; foot?: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto] px-4">
      <p className="mx-auto flex w-full max-w-md items-center gap-2 pt-8 pb-6 text-large font-semibold tracking-tight">
        <DoorOpen size={20} strokeWidth={1.75} className="text-accent" aria-hidden />
        Sequr
      </p>
      <main id="main" className="mx-auto w-full max-w-md text-large">
        {children}
      </main>
      <footer className="mx-auto w-full max-w-md py-8 text-small text-ink-soft">{foot}</footer>
    </div>
  )
}
