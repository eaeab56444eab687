import type { Metadata } from 'next'
import { MicrosoftStep } from '@/components/integrations/microsoft-step'
import { ClosedSetUp } from '@/components/set-up/closed-set-up'
import { GuestSteps } from '@/components/set-up/guest-steps'
import { signInAuthority } from '@/lib/auth/authority'
import { groupsUnreadableSince } from '@/lib/integrations/permissions'
import { readGuestSteps } from '@/lib/set-up/read-guest-steps'
import { refusalSentence } from '@/lib/sign-in/refusal-sentence'

export const metadata: Metadata = { title: '1 of 3, Sign in to Microsoft' }

export default async function GuestMicrosoftPage({
  searchParams,
}: {
  searchParams: Promise<{ error?: string }>
}) {
  const visit = await readGuestSteps()
  if (typeof visit === 'string') return <ClosedSetUp because={visit} />
  const { error } = await searchParams
  const { integration } = visit.setup
  return (
    <>
      <GuestSteps
        current={1}
        done={visit.done}
        organization={visit.organization}
        state="Sequr learns which directory it is and how many people and groups it has."
      />
      <MicrosoftStep
        connected={
          integration.connectedAt && {
            tenant: integration.tenantName ?? '',
            domain: integration.tenantDomain,
            account: integration.connectedAccount ?? '',
            people: integration.readablePeople,
            groups: integration.readableGroups,
            groupsUnreadableSince: groupsUnreadableSince(integration),
          }
        }
        authority={signInAuthority()}
        address={null}
        start="/api/auth/entra/start?purpose=set_up"
        next="/set-up/steps/token"
        refusal={error ? { reason: error, sentence: refusalSentence(error) } : null}
      />
    </>
  )
}
