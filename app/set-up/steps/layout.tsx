import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { GuestShell } from '@/components/layout/guest-shell'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { referrer: 'no-referrer', robots: { index: false } }

export default function GuestLayout({ children }: { children: ReactNode }) {
  return (
    <GuestShell foot="You see Microsoft’s part alone. The rules and the people of the organisation stay with its own administrators.">
      {children}
    </GuestShell>
  )
}
