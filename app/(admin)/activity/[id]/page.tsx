import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActivityEntry } from '@/components/activity/activity-entry'
import { readActivity } from '@/lib/activity/list'
import { requireAdmin } from '@/lib/auth/session'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'

export const metadata: Metadata = { title: 'Entry – Activity' }

export default async function ActivityEntryPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireAdmin()
  const details = await readActivity(ctx, await params)
  if (!details) notFound()
  return <ActivityEntry {...details} timeZone={await readHomeTimeZone(ctx)} />
}
