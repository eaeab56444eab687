import type { Metadata } from 'next'
import { ActivityLog } from '@/components/activity/activity-log'
import { listActivity, totalOf } from '@/lib/activity/list'
import { listActors } from '@/lib/activity/list-actors'
import { listSavedViews } from '@/lib/activity/saved-views'
import { activityQuerySchema } from '@/lib/activity/schemas'
import { seesPersonalValues } from '@/lib/auth/personal-values'
import { requireAdmin, whyNot } from '@/lib/auth/session'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'
import { listProperties } from '@/lib/places/list-properties'
import { countNewerAction, deleteViewAction, saveViewAction } from './actions'

export const metadata: Metadata = { title: 'Activity' }

export default async function ActivityPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const session = await requireAdmin('front_desk')
  const { ctx } = session
  const query = activityQuerySchema.parse(await searchParams)
  const timeZone = await readHomeTimeZone(ctx)
  const reader = { seesPersonal: seesPersonalValues(session) }
  const filter = { ...query, timeZone }
  const page = await listActivity(ctx, filter, reader)
  return (
    <ActivityLog
      query={query}
      page={page}
      total={await totalOf(ctx, { filter, page }, reader)}
      timeZone={timeZone}
      choices={{ properties: await listProperties(ctx), admins: await listActors(ctx) }}
      views={await listSavedViews(ctx)}
      actions={{
        countNewer: countNewerAction,
        saveView: saveViewAction,
        deleteView: deleteViewAction,
      }}
      exportRefusal={await whyNot(session, 'user_manager')}
    />
  )
}
