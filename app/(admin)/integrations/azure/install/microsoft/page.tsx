import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { MicrosoftStep } from '@/components/integrations/microsoft-step'
import { WizardHeader } from '@/components/integrations/wizard-header'
import { signInAuthority } from '@/lib/auth/authority'
import { requireAdmin } from '@/lib/auth/session'
import { groupsUnreadableSince } from '@/lib/integrations/permissions'
import { readSteps } from '@/lib/integrations/require-setup'
import { env } from '@/lib/platform/env'
import { refusalSentence } from '@/lib/sign-in/refusal-sentence'

export const metadata: Metadata = { title: 'Step 1 of 3, Sign in to Microsoft – Entra' }

export default async function MicrosoftStepPage({
  searchParams,
}: {
  searchParams: Promise<{ error?: string }>
}) {
  const { ctx } = await requireAdmin('global_admin')
  const steps = await readSteps(ctx)
  if (!steps) redirect('/integrations/azure/install')
  const { error } = await searchParams
  const { integration } = steps.setup
  return (
    <>
      <WizardHeader
        current={1}
        done={steps.done}
        state="Sequr learns which directory is yours and how many people and groups it has."
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
        address={`${env().appUrl}/integrations/azure/install/microsoft`}
        refusal={error ? { reason: error, sentence: refusalSentence(error) } : null}
      />
    </>
  )
}
