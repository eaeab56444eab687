import type { Metadata } from 'next'
import { RulesScreen } from '@/components/rules/rules-screen'
import { PageHeader } from '@/components/ui/page'
import { requireAdmin } from '@/lib/auth/session'
import { rulesView } from '@/lib/rules/page-view'
import { readRulesPage } from '@/lib/rules/rules-page'
import { ruleActions } from './rule-actions'

export const metadata: Metadata = { title: 'Rules – Entra' }

export default async function RulesPage({
  searchParams,
}: {
  searchParams: Promise<{ property?: string }>
}) {
  const { ctx, role } = await requireAdmin('admin')
  const view = rulesView(await readRulesPage(ctx), role.rank)
  const { property = view.properties[0]?.id ?? '' } = await searchParams
  return (
    <>
      <PageHeader
        title="Rules"
        state="Each property decides for itself who gets doors, a role and a mobile key there."
        back={{ href: '/integrations/azure', label: 'Microsoft Entra ID' }}
      />
      <RulesScreen
        view={view}
        propertyId={property}
        path="/integrations/azure/rules"
        actions={ruleActions}
      />
    </>
  )
}
