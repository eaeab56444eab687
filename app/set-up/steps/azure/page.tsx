import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SetUpChecklist } from '@/components/integrations/set-up-checklist'
import { ClosedSetUp } from '@/components/set-up/closed-set-up'
import { GuestSteps } from '@/components/set-up/guest-steps'
import { checklistOf } from '@/lib/integrations/checklist'
import { env } from '@/lib/platform/env'
import { readGuestSteps } from '@/lib/set-up/read-guest-steps'

export const metadata: Metadata = { title: '3 of 3, Set up Azure' }

export default async function GuestAzurePage() {
  const visit = await readGuestSteps()
  if (typeof visit === 'string') return <ClosedSetUp because={visit} />
  if (!visit.done[1]) redirect('/set-up/steps/token')
  const { lastRefusedEnding, lastRefusedAt, lastContactAt } = visit.setup.integration
  return (
    <>
      <GuestSteps
        current={3}
        done={visit.done}
        organization={visit.organization}
        state="Items tick themselves when we see them happen."
      />
      <SetUpChecklist
        items={checklistOf(visit.setup, { now: visit.now, names: false })}
        tenantUrl={env().tenantUrl}
        tokenEnding={visit.live?.ending ?? null}
        tokenPage="/set-up/steps/token"
        refused={
          lastRefusedEnding && lastRefusedAt
            ? { ending: lastRefusedEnding, at: lastRefusedAt }
            : null
        }
        heard={lastContactAt !== null}
      />
    </>
  )
}
