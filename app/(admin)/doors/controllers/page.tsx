import type { Metadata } from 'next'
import { Controllers } from '@/components/doors/controllers'
import { requireAdmin, whyNot } from '@/lib/auth/session'
import { listControllers } from '@/lib/doors/controllers'
import { listPropertyChoices } from '@/lib/places/list-properties'
import { env } from '@/lib/platform/env'
import { createControllerAction, revokeControllerAction } from './actions'

export const metadata: Metadata = { title: 'Door controllers' }

export default async function ControllersPage() {
  const session = await requireAdmin()
  return (
    <Controllers
      controllers={await listControllers(session.ctx)}
      properties={await listPropertyChoices(session.ctx)}
      address={`${env().appUrl}/api/access/check`}
      editRefusal={await whyNot(session, 'admin')}
      create={createControllerAction}
      revoke={revokeControllerAction}
    />
  )
}
