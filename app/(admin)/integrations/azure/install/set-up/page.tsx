import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SetUpChecklist } from '@/components/integrations/set-up-checklist'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page'
import { requireAdmin } from '@/lib/auth/session'
import { checklistOf } from '@/lib/integrations/checklist'
import { readSetup } from '@/lib/integrations/setup-state'
import { env } from '@/lib/platform/env'
import { answerHelp } from '../../actions'

export const metadata: Metadata = { title: 'Set up Azure – Entra' }

export default async function SetUpPage() {
  const { ctx } = await requireAdmin('global_admin')
  const setup = await readSetup(ctx)
  if (!setup?.integration.installedAt) redirect('/integrations/azure/install')
  const live = setup.tokens.find((one) => !one.revokedAt && one.expiresAt > ctx.now)
  const { lastRefusedEnding, lastRefusedAt } = setup.integration
  return (
    <>
      <PageHeader
        title="Set up Azure"
        state="The guide’s fourteen instructions in seven steps, with today’s menu names. Items tick themselves when we see them happen."
        back={{ href: '/integrations/azure', label: 'Microsoft Entra ID (Azure AD)' }}
        actions={
          env().practiceTenantEnabled && setup.integration.tenantKind === 'practice' ? (
            <LinkButton href="/practice/provisioning">Open the practice portal</LinkButton>
          ) : undefined
        }
      />
      <SetUpChecklist
        items={checklistOf(setup, { now: ctx.now, names: true })}
        tenantUrl={env().tenantUrl}
        tokenEnding={live?.ending ?? null}
        refused={
          lastRefusedEnding && lastRefusedAt
            ? { ending: lastRefusedEnding, at: lastRefusedAt }
            : null
        }
        heard={setup.integration.lastContactAt !== null}
        peoplePage="/employees"
        ownersPage="/integrations/azure/settings#details"
        answerHelp={answerHelp}
      />
    </>
  )
}
