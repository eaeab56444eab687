import type { Metadata } from 'next'
import { rulesPlace } from '@/components/rules/rules-address'
import { RulesScreen } from '@/components/rules/rules-screen'
import { PageHeader } from '@/components/ui/page'
import { requireAdmin, whyNot } from '@/lib/auth/session'
import { readUnreadableGroups } from '@/lib/integrations/read-unreadable-groups'
import { rulesView } from '@/lib/rules/page-view'
import { readRulesPage } from '@/lib/rules/rules-page'
import { ruleActions } from './rule-actions'

export const metadata: Metadata = { title: 'Rules – Entra' }

export default async function RulesPage({ searchParams }: { searchParams: Promise<object> }) {
  const session = await requireAdmin('admin')
  const { ctx, role } = session
  const since = await readUnreadableGroups(ctx)
  const view = {
    ...rulesView(await readRulesPage(ctx), role.rank),
    unreadable: since
      ? { since, maySignIn: (await whyNot(session, 'global_admin')) === undefined }
      : null,
  }
  return (
    <>
      <PageHeader
        title="Rules"
        state="Each property decides for itself who gets doors, a role and a mobile key there."
        back={{ href: '/integrations/azure', label: 'Microsoft Entra ID (Azure AD)' }}
      />
      <RulesScreen
        view={view}
        place={rulesPlace(view, await searchParams)}
        path="/integrations/azure/rules"
        actions={ruleActions}
      />
    </>
  )
}
