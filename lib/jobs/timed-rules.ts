import type { Db } from '@/db/client'
import { endDueByHand } from '@/lib/access/by-hand/end-by-hand'
import { decideNewDays } from '@/lib/access/over-time/decide-new-days'
import { endLastResults } from '@/lib/access/over-time/end-last-results'
import { eraseDeleted } from '@/lib/access/over-time/erase-deleted'
import { learnQuietGroups } from '@/lib/access/over-time/learn-members'
import { refoldFacts } from '@/lib/access/over-time/refold-facts'
import { askReadings } from '@/lib/integrations/ask-reading'

/** Often enough for 00:05 to be 00:05; it reads a few small sets. */
const EVERY_MS = 60_000

const shared = globalThis as { sequrTimedRules?: { db: Db; at: number } }

// Facts first: nothing is decided for everybody on what another version folded.
const works = [
  refoldFacts,
  decideNewDays,
  endLastResults,
  endDueByHand,
  learnQuietGroups,
  askReadings,
  eraseDeleted,
]

/** What changes without anybody's doing: by the clock, or by a new version of the product. What was slept through is made up for at the first look. */
export async function runTimedRulesWhenDue(db: Db, now: Date): Promise<void> {
  const last = shared.sequrTimedRules
  if (last?.db === db && now.getTime() - last.at < EVERY_MS) return
  shared.sequrTimedRules = { db, at: now.getTime() }
  const failed: unknown[] = []
  for (const work of works) {
    // What fails is due again in a minute, and holds up nothing else.
    await work(db, now).catch((error: unknown) => failed.push(error))
  }
  if (failed.length > 0) throw new AggregateError(failed, 'Some of what was due failed.')
}
