import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { FinishSetup } from '@/components/integrations/finish-setup'
import { WizardHeader } from '@/components/integrations/wizard-header'
import { rulesPlace } from '@/components/rules/rules-address'
import { RulesScreen } from '@/components/rules/rules-screen'
import { requireAdmin } from '@/lib/auth/session'
import { readUnreadableGroups } from '@/lib/integrations/read-unreadable-groups'
import { readSteps } from '@/lib/integrations/require-setup'
import { rulesView } from '@/lib/rules/page-view'
import { readRulesPage } from '@/lib/rules/rules-page'
import { ruleActions } from '../../rules/rule-actions'
import { finish } from '../actions'

export const metadata: Metadata = { title: 'Step 3 of 3, Rules – Entra' }

export default async function RulesStepPage({ searchParams }: { searchParams: Promise<object> }) {
  const { ctx, role } = await requireAdmin('global_admin')
  const steps = await readSteps(ctx)
  if (!steps) redirect('/integrations/azure/install')
  const since = await readUnreadableGroups(ctx)
  const view = {
    ...rulesView(await readRulesPage(ctx), role.rank),
    unreadable: since ? { since, maySignIn: true } : null,
  }
  const missing = view.properties.find((one) => one.ruleCount === 0)
  const place = rulesPlace(view, await searchParams, missing?.id)
  return (
    <>
      <WizardHeader
        current={3}
        done={steps.done}
        state="Rules turn what Microsoft Entra ID (Azure AD) sends into doors, a role and a mobile key, property by property."
      />
      <RulesScreen
        view={view}
        place={place}
        path="/integrations/azure/install/rules"
        actions={ruleActions}
      />
      <FinishSetup blockers={steps.setup.blockers} finish={finish} />
    </>
  )
}
