import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { TokenStep } from '@/components/integrations/token-step'
import { ClosedSetUp } from '@/components/set-up/closed-set-up'
import { GuestSteps } from '@/components/set-up/guest-steps'
import { env } from '@/lib/platform/env'
import { readGuestSteps } from '@/lib/set-up/read-guest-steps'
import { makeGuestToken } from '../actions'

export const metadata: Metadata = { title: '2 of 3, Token' }

export default async function GuestTokenPage() {
  const visit = await readGuestSteps()
  if (typeof visit === 'string') return <ClosedSetUp because={visit} />
  if (!visit.done[0]) redirect('/set-up/steps/microsoft')
  const { live } = visit
  return (
    <>
      <GuestSteps
        current={2}
        done={visit.done}
        organization={visit.organization}
        state="Entra shows this token with every request."
      />
      <TokenStep
        tenantUrl={env().tenantUrl}
        now={visit.now.toISOString()}
        existing={
          live && {
            ending: live.ending,
            madeBy: live.madeBy,
            createdAt: live.createdAt.toISOString(),
            lastUsedAt: live.lastUsedAt?.toISOString() ?? null,
          }
        }
        next={{ href: '/set-up/steps/azure', label: 'Continue to Azure' }}
        makeToken={makeGuestToken}
      />
    </>
  )
}
