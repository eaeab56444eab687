import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActivityEntry } from '@/components/activity/activity-entry'
import { explainEntries } from '@/lib/access/explain/explain-entries'
import { readActivity } from '@/lib/activity/read-entry'
import { entryQuerySchema } from '@/lib/activity/schemas'
import { seesPersonalValues } from '@/lib/auth/personal-values'
import { requireAdmin } from '@/lib/auth/session'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'

export const metadata: Metadata = { title: 'Entry – Activity' }

export default async function ActivityEntryPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const session = await requireAdmin('front_desk')
  const { ctx } = session
  const { tab } = entryQuerySchema.parse(await searchParams)
  const reader = { seesPersonal: seesPersonalValues(session) }
  const details = await readActivity(ctx, await params, reader)
  if (!details) notFound()
  const { entry, related } = details
  const about = entry.kind === 'scim.request' ? related : [entry]
  return (
    <ActivityEntry
      {...details}
      tab={tab}
      rules={tab === 'why' ? await explainEntries(ctx, about) : []}
      timeZone={await readHomeTimeZone(ctx)}
    />
  )
}
