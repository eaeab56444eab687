import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { GuestShell } from '@/components/layout/guest-shell'
import { ClosedSetUp } from '@/components/set-up/closed-set-up'
import { SetUpWelcome } from '@/components/set-up/set-up-welcome'
import { currentGuest, visitLink } from '@/lib/set-up/current-guest'

import { openInvitation } from './actions'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = {
  title: 'Set up Microsoft Entra',
  referrer: 'no-referrer',
  robots: { index: false, follow: false },
}

export default async function SetUpLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const guest = await visitLink(token)
  // Whoever used the link in this very browser goes on where they were.
  if (guest === 'used' && typeof (await currentGuest()) !== 'string') {
    redirect('/set-up/steps/microsoft')
  }
  return (
    <GuestShell>
      {typeof guest === 'string' ? (
        <ClosedSetUp because={guest} />
      ) : (
        <SetUpWelcome
          invitedBy={guest.invitedBy}
          organization={guest.organization}
          note={guest.note}
          open={openInvitation.bind(null, token)}
        />
      )}
    </GuestShell>
  )
}
