import { redirect } from 'next/navigation'
import { requireAdmin } from '@/lib/auth/session'
import { readSetup } from '@/lib/integrations/setup-state'

/** The start: the set-up until it is done, the people from then on. */
export default async function StartPage() {
  const { ctx } = await requireAdmin('user')
  const setup = await readSetup(ctx)
  redirect(setup?.integration.installedAt ? '/employees' : '/integrations')
}
