import type { Metadata } from 'next'
import { BeforeYouStart } from '@/components/integrations/before-you-start'
import { InviteColleague } from '@/components/integrations/invite-colleague'
import { PageHeader } from '@/components/ui/page'
import { requireAdmin } from '@/lib/auth/session'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'
import { readReadiness } from '@/lib/integrations/readiness'
import { readSetup } from '@/lib/integrations/setup-state'
import { isSetUpOver } from '@/lib/set-up/guest'
import { readOpenInvitation } from '@/lib/set-up/invite-colleague'
import { beginSetup, invite, withdraw } from './actions'

export const metadata: Metadata = { title: 'Install Microsoft Entra ID' }

export default async function InstallPage() {
  const { ctx } = await requireAdmin('global_admin')
  const readiness = await readReadiness(ctx)
  const setup = await readSetup(ctx)
  const choices = setup?.integration ?? { placement: 'chosen' as const, keyDefault: true }
  return (
    <>
      <PageHeader
        title="Microsoft Entra ID (Azure AD)"
        state="People are added and removed in Microsoft alone. Sequr’s rules give each of them doors, a role and a mobile key."
        back={{ href: '/integrations', label: 'Integrations' }}
      />
      <BeforeYouStart
        readiness={readiness}
        choices={{ placement: choices.placement, keyDefault: choices.keyDefault }}
        started={
          setup ? { by: setup.integration.startedBy, at: setup.integration.startedAt } : null
        }
        save={beginSetup}
      />
      {!(setup && isSetUpOver(setup.integration, ctx.now)) && (
        <div className="mt-10">
          <InviteColleague
            open={(await readOpenInvitation(ctx)) ?? null}
            timeZone={await readHomeTimeZone(ctx)}
            invite={invite}
            withdraw={withdraw}
          />
        </div>
      )}
    </>
  )
}
