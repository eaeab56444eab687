import { exportActivity } from '@/lib/activity/export-activity'
import { activityQuerySchema } from '@/lib/activity/schemas'
import { seesPersonalValues } from '@/lib/auth/personal-values'
import { requireAdmin } from '@/lib/auth/session'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'

/** The entries that the filters in the address mean, as a file that is written while it is read. */
export async function GET(request: Request) {
  const session = await requireAdmin()
  const { ctx } = session
  const query = activityQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams))
  const filter = { ...query, timeZone: await readHomeTimeZone(ctx) }
  const file = await exportActivity(ctx, filter, { seesPersonal: seesPersonalValues(session) })
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="activity-${ctx.now.toISOString().slice(0, 10)}.csv"`,
    'cache-control': 'no-store',
  }
  return new Response(file, { headers })
}
