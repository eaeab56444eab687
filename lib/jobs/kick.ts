import { getDb } from '@/db/client'
import { env } from '@/lib/platform/env'
import { describeError, log } from '@/lib/platform/log'
import { runDueJobs } from './run-due-jobs'

/**
 * Makes due work sooner than the next cron run, after an answer has gone out. A server that lives
 * on looks for it every second anyway. A failure is no one's here: the cron run tries again.
 */
export async function kickJobs(): Promise<void> {
  if (!env().serverless) return
  try {
    await runDueJobs(await getDb())
  } catch (error) {
    log.error('due jobs could not be run', describeError(error))
  }
}
