import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { TokenStep } from '@/components/integrations/token-step'
import { WizardHeader } from '@/components/integrations/wizard-header'
import { requireAdmin } from '@/lib/auth/session'
import { readSteps } from '@/lib/integrations/require-setup'
import { readEmailSettings } from '@/lib/invitations/email-settings'
import { env } from '@/lib/platform/env'
import { makeTokenAndWarn } from '../actions'

export const metadata: Metadata = { title: 'Step 2 of 3, Token – Entra' }

export default async function TokenStepPage() {
  const { ctx, user } = await requireAdmin('global_admin')
  const steps = await readSteps(ctx)
  if (!steps) redirect('/integrations/azure/install')
  if (!steps.done[0]) redirect('/integrations/azure/install/microsoft')
  const alerts = await readEmailSettings(ctx)
  const live = steps.setup.tokens.find((one) => !one.revokedAt && one.expiresAt > ctx.now)
  return (
    <>
      <WizardHeader
        current={2}
        done={steps.done}
        state="Entra shows this token with every request. It opens the directory of this organisation alone."
      />
      <TokenStep
        tenantUrl={env().tenantUrl}
        now={ctx.now.toISOString()}
        existing={
          live && {
            ending: live.ending,
            madeBy: live.madeBy,
            createdAt: live.createdAt.toISOString(),
            lastUsedAt: live.lastUsedAt?.toISOString() ?? null,
          }
        }
        warn={{
          you: user.id,
          chosen: alerts.alertUserIds,
          administrators: alerts.administrators,
        }}
        makeToken={makeTokenAndWarn}
      />
    </>
  )
}
