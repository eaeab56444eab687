import type { Metadata } from 'next'
import { ActivityLog } from '@/components/activity/activity-log'
import { listActivity } from '@/lib/activity/list'
import { activityQuerySchema } from '@/lib/activity/schemas'
import { requireAdmin } from '@/lib/auth/session'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'

export const metadata: Metadata = { title: 'Activity' }

export default async function ActivityPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { ctx } = await requireAdmin()
  const query = activityQuerySchema.parse(await searchParams)
  const page = await listActivity(ctx, query)
  return <ActivityLog query={query} page={page} timeZone={await readHomeTimeZone(ctx)} />
}
