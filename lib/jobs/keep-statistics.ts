import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { describeError, log } from '@/lib/platform/log'

const EVERY_MS = 5 * 60_000

const shared = globalThis as { sequrStatistics?: NodeJS.Timeout }

/**
 * The embedded database has no autovacuum, so it would plan for ever as if every table held ten
 * rows: storing decisions for 10,000 people took 36 s, of which 34 were checks of foreign keys
 * along the wrong index; with statistics it takes one.
 */
export function keepStatistics(db: Db): void {
  shared.sequrStatistics ??= setInterval(() => {
    db.execute(sql`analyze`).catch((error: unknown) =>
      log.error('statistics could not be gathered', describeError(error)),
    )
  }, EVERY_MS).unref()
}
