import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { EntraOverview } from '@/components/integrations/entra-overview'
import { PageHeader } from '@/components/ui/page'
import { requireAdmin } from '@/lib/auth/session'
import { countEmployees } from '@/lib/directory/count-employees'
import { readEntraCard } from '@/lib/integrations/list-integrations'
import { readOverview } from '@/lib/integrations/overview'

export const metadata: Metadata = { title: 'Microsoft Entra ID' }

export default async function EntraPage() {
  const { ctx } = await requireAdmin()
  const card = await readEntraCard(ctx)
  if (card.state !== 'installed') redirect('/integrations/azure/install')
  const overview = await readOverview(ctx)
  const matchNoRule = await countEmployees(ctx, { view: 'no_rule' })
  return (
    <>
      <PageHeader
        title="Microsoft Entra ID (Azure AD)"
        state={card.tenantName ? `Connected to ${card.tenantName}.` : undefined}
        back={{ href: '/integrations', label: 'Integrations' }}
      />
      <EntraOverview card={card} overview={{ ...overview, matchNoRule }} />
    </>
  )
}
