import type { Metadata } from 'next'
import { StoppedAddresses } from '@/components/emails/stopped-addresses'
import { seesPersonalValues } from '@/lib/auth/personal-values'
import { requireAdmin, whyNot } from '@/lib/auth/session'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'
import { listSuppressions } from '@/lib/invitations/list-suppressions'
import { liftSuppressionAction } from '../actions'

export const metadata: Metadata = { title: 'Stopped addresses' }

export default async function StoppedPage() {
  const session = await requireAdmin()
  const reader = { seesPersonal: seesPersonalValues(session) }
  return (
    <StoppedAddresses
      addresses={await listSuppressions(session.ctx, reader)}
      timeZone={await readHomeTimeZone(session.ctx)}
      refusal={await whyNot(session, 'security')}
      lift={liftSuppressionAction}
    />
  )
}
