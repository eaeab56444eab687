import type { ReactNode } from 'react'
import { AdminShell } from '@/components/layout/admin-shell'
import { FreshSignInArea } from '@/components/sign-in/fresh-sign-in-area'
import { signInAuthority } from '@/lib/auth/authority'
import { requireAdmin } from '@/lib/auth/session'
import { countNeedsYou } from '@/lib/inbox/list-needs-you'
import { askFreshness, sendFreshLink } from './fresh-sign-in'
import { signOut } from './sign-out'

/** The chrome alone: it shows who is signed in and decides nothing. Each page authorises itself. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { ctx, user, organization, role } = await requireAdmin('user')
  const needsYouCount = await countNeedsYou(ctx)
  return (
    <FreshSignInArea
      person={{ id: user.id, email: user.email }}
      microsoft={signInAuthority() !== undefined}
      sendLink={sendFreshLink}
      askFreshness={askFreshness}
    >
      <AdminShell
        organization={organization.name}
        person={{ name: user.name, email: user.email, role: role.name }}
        needsYouCount={needsYouCount}
        signOut={signOut}
      >
        {children}
      </AdminShell>
    </FreshSignInArea>
  )
}
