import type { Metadata } from 'next'
import { ChoicesForm } from '@/components/integrations/choices-form'
import { DetailOwners } from '@/components/integrations/detail-owners'
import { GuardForm } from '@/components/integrations/guard-form'
import { RetentionForm } from '@/components/integrations/retention-form'
import { Card, PageHeader, Section } from '@/components/ui/page'
import { guardLimit } from '@/lib/access/guard/guard-limit'
import { requireAdmin } from '@/lib/auth/session'
import { readDetailOwners } from '@/lib/integrations/read-detail-owners'
import { readRetention } from '@/lib/integrations/retention'
import { readSetup } from '@/lib/integrations/setup-state'
import { beginSetup } from '../install/actions'
import { changeOwner, saveGuard, saveRetention } from './actions'

export const metadata: Metadata = { title: 'Settings – Entra' }

export default async function SettingsPage() {
  const { ctx } = await requireAdmin('global_admin')
  const guard = await guardLimit(ctx)
  const setup = await readSetup(ctx)
  const retention = await readRetention(ctx)
  return (
    <>
      <PageHeader
        title="Settings"
        state="What holds for every property."
        back={{ href: '/integrations/azure', label: 'Microsoft Entra ID (Azure AD)' }}
      />
      <Section
        title="Limit on losing access"
        description="When Entra would take access from more people than this within half an hour, the removals wait under Needs you until somebody decides. A change of the rules asks for the number instead. People who leave are never held."
      >
        <Card>
          <GuardForm guard={guard} save={saveGuard} />
        </Card>
      </Section>
      {setup && (
        <Section
          id="details"
          title="Who owns which details"
          description="Where Entra owns a detail, its next change replaces what was edited in Sequr. Where Sequr owns it, Entra fills it when a person arrives, and what Sequr shows stays."
        >
          <Card>
            <DetailOwners details={await readDetailOwners(ctx)} change={changeOwner} />
          </Card>
        </Section>
      )}
      {setup && (
        <Section
          title="New rules"
          description="What a new rule begins with. Rules that exist stay as they are."
        >
          <Card>
            <ChoicesForm
              choices={{
                placement: setup.integration.placement,
                keyDefault: setup.integration.keyDefault,
              }}
              save={beginSetup}
            />
          </Card>
        </Section>
      )}
      {retention && (
        <Section
          title="People who were deleted"
          description="Doors, keys and sign-in end the moment Entra deletes somebody. What is known of the person stays for a while, because the door log refers to it, and is then removed."
        >
          <Card>
            <RetentionForm retention={retention} save={saveRetention} />
          </Card>
        </Section>
      )}
    </>
  )
}
