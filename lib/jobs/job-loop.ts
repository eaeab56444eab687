import type { Db } from '@/db/client'
import { describeError, log } from '@/lib/platform/log'
import { runDueJobs } from './run-due-jobs'

const EVERY_MS = 1_000

const shared = globalThis as { sequrJobLoop?: NodeJS.Timeout }

/**
 * Where a server lives on, it looks for due work by itself, one run at a time. On serverless
 * functions the cron route and the work after an answer do it instead.
 */
export function startJobLoop(db: Db): void {
  if (shared.sequrJobLoop) return
  let running = false
  shared.sequrJobLoop = setInterval(() => {
    if (running) return
    running = true
    runDueJobs(db)
      .catch((error: unknown) => log.error('due jobs could not be run', describeError(error)))
      .finally(() => {
        running = false
      })
  }, EVERY_MS)
  shared.sequrJobLoop.unref()
}
