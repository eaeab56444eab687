import type { Metadata } from 'next'
import { NeedsYou } from '@/components/inbox/needs-you'
import { requireAdmin } from '@/lib/auth/session'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'
import { listNeedsYou } from '@/lib/inbox/list-needs-you'

export const metadata: Metadata = { title: 'Needs you' }

export default async function InboxPage() {
  const { ctx } = await requireAdmin()
  const items = await listNeedsYou(ctx)
  return <NeedsYou items={items} timeZone={await readHomeTimeZone(ctx)} />
}
