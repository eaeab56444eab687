import type { Db } from '@/db/client'
import { decideNewDays } from '@/lib/access/decide-new-days'
import { endLastResults } from '@/lib/access/end-last-results'

/** Often enough for 00:05 to be 00:05; it reads two small sets. */
const EVERY_MS = 60_000

const shared = globalThis as { sequrTimedRules?: { db: Db; at: number } }

/** What rules change by the clock alone. What was slept through is made up for at the first look. */
export async function runTimedRulesWhenDue(db: Db, now: Date): Promise<void> {
  const last = shared.sequrTimedRules
  if (last?.db === db && now.getTime() - last.at < EVERY_MS) return
  shared.sequrTimedRules = { db, at: now.getTime() }
  await decideNewDays(db, now)
  await endLastResults(db, now)
}
