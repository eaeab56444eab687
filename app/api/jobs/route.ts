import { runJobsForCron } from '@/lib/jobs/cron'

export const dynamic = 'force-dynamic'

/** Vercel's cron calls this with `Authorization: Bearer $CRON_SECRET`. */
export function GET(request: Request): Promise<Response> {
  return runJobsForCron(request)
}
