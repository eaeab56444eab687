import type { Metadata } from 'next'
import { HeldRemovals } from '@/components/inbox/held-removals'
import { listHeldRemovals } from '@/lib/access/guard/held-removals'
import { requireAdmin } from '@/lib/auth/session'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'
import { keepForNow, letItHappen } from './actions'

export const metadata: Metadata = { title: 'Held removals – Needs you' }

export default async function HeldRemovalsPage() {
  const { ctx } = await requireAdmin('admin')
  return (
    <HeldRemovals
      held={await listHeldRemovals(ctx)}
      timeZone={await readHomeTimeZone(ctx)}
      today={ctx.now.toISOString()}
      letItHappen={letItHappen}
      keepForNow={keepForNow}
    />
  )
}
