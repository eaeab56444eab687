import { getDb } from '@/db/client'
import { env } from '@/lib/platform/env'
import { sameSecret } from '@/lib/platform/secret'
import { runDueJobs } from './run-due-jobs'

/** Drains the outbox for a caller that knows the secret; without one configured nobody does. */
export async function runJobsForCron(request: Request): Promise<Response> {
  const { cronSecret } = env()
  const sent = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  if (!cronSecret || !sent || !sameSecret(sent, cronSecret)) {
    return Response.json({ error: 'unauthorized' }, { status: 401 })
  }
  return Response.json({ handled: await runDueJobs(await getDb()) })
}
