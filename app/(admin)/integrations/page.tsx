import type { Metadata } from 'next'
import { IntegrationCatalogue } from '@/components/integrations/integration-catalogue'
import { PageHeader } from '@/components/ui/page'
import { requireAdmin } from '@/lib/auth/session'
import { readEntraCard } from '@/lib/integrations/list-integrations'

export const metadata: Metadata = { title: 'Integrations' }

export default async function IntegrationsPage({
  searchParams,
}: {
  searchParams: Promise<{ q?: string }>
}) {
  const { ctx, role } = await requireAdmin()
  const { q = '' } = await searchParams
  const card = await readEntraCard(ctx)
  return (
    <>
      <PageHeader title="Integrations" state="Connect the systems that already know your people." />
      <IntegrationCatalogue card={card} query={q} mayInstall={role.key === 'global_admin'} />
    </>
  )
}
