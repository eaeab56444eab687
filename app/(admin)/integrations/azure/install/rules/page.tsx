import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { FinishSetup } from '@/components/integrations/finish-setup'
import { WizardHeader } from '@/components/integrations/wizard-header'
import { RulesScreen } from '@/components/rules/rules-screen'
import { requireAdmin } from '@/lib/auth/session'
import { readSteps } from '@/lib/integrations/require-setup'
import { rulesView } from '@/lib/rules/page-view'
import { readRulesPage } from '@/lib/rules/rules-page'
import { ruleActions } from '../../rules/rule-actions'
import { finish } from '../actions'

export const metadata: Metadata = { title: 'Step 3 of 3, Rules – Entra' }

export default async function RulesStepPage({
  searchParams,
}: {
  searchParams: Promise<{ property?: string }>
}) {
  const { ctx, role } = await requireAdmin('global_admin')
  const steps = await readSteps(ctx)
  if (!steps) redirect('/integrations/azure/install')
  const view = rulesView(await readRulesPage(ctx), role.rank)
  const missing = view.properties.find((one) => one.ruleCount === 0) ?? view.properties[0]
  const { property = missing?.id ?? '' } = await searchParams
  return (
    <>
      <WizardHeader
        current={3}
        done={steps.done}
        state="Rules turn what Entra sends into doors, a role and a mobile key, property by property."
      />
      <RulesScreen
        view={view}
        propertyId={property}
        path="/integrations/azure/install/rules"
        actions={ruleActions}
      />
      <FinishSetup blockers={steps.setup.blockers} finish={finish} />
    </>
  )
}
