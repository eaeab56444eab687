import type { Db } from '@/db/client'
import { decideNewDays } from '@/lib/access/decide-new-days'

/** Often enough for 00:05 to be 00:05; it reads one small table. */
const EVERY_MS = 60_000

const shared = globalThis as { sequrNewDays?: { db: Db; at: number } }

/** Once a minute, and at the first look after a start: a day that was slept through is made up for. */
export async function decideNewDaysWhenDue(db: Db, now: Date): Promise<void> {
  const last = shared.sequrNewDays
  if (last?.db === db && now.getTime() - last.at < EVERY_MS) return
  shared.sequrNewDays = { db, at: now.getTime() }
  await decideNewDays(db, now)
}
