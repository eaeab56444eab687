import type { Metadata } from 'next'
import { NeedsYou } from '@/components/inbox/needs-you'
import { requireAdmin, whyNot } from '@/lib/auth/session'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'
import { listNeedsYou } from '@/lib/inbox/list-needs-you'
import { releaseEmployeeAction, samePersonAction } from '../employees/[id]/actions'
import { putOffAction } from './actions'

export const metadata: Metadata = { title: 'Needs you' }

export default async function InboxPage() {
  const session = await requireAdmin()
  const { ctx } = session
  const items = await listNeedsYou(ctx)
  return (
    <NeedsYou
      items={items}
      timeZone={await readHomeTimeZone(ctx)}
      today={ctx.now.toISOString()}
      refusal={await whyNot(session, 'security')}
      samePerson={samePersonAction}
      differentPeople={releaseEmployeeAction}
      putOff={putOffAction}
    />
  )
}
