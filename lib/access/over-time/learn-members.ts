import { and, eq, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { directoryGroups } from '@/db/schema'
import { settleRulesNaming } from './plan-settling'
import { reconnectRules } from './reconnect-rules'

/** For a client whose cycles cannot be told from other requests: so long nobody joined or left. */
const QUIET_HOURS = 24
const HOUR_MS = 3_600_000

/**
 * A client sends a group before its members, one by one and perhaps for hours, so that a group is
 * there says nothing about who is in none (product.md 4.3). What Entra had to say of it has been said
 * when its next cycle begins (docs/decisions/018).
 */
export async function learnFromCycle(ctx: Context): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    await learnMembers(tx, lt(directoryGroups.createdAt, tx.now))
    await reconnectRules(tx)
  })
}

/** The same for groups that have been quiet for a day. Returns how many organisations had any. */
export async function learnQuietGroups(db: Db, now: Date): Promise<number> {
  const quiet = lt(directoryGroups.lastModifiedAt, new Date(now.getTime() - QUIET_HOURS * HOUR_MS))
  const due = await db
    .selectDistinct({ organizationId: directoryGroups.organizationId })
    .from(directoryGroups)
    .where(and(isUnknown, quiet))
  for (const { organizationId } of due) {
    const actor = { kind: 'system', name: 'Sequr' } as const
    await withTransaction({ db, organizationId, now, actor }, async (tx) => {
      await learnMembers(tx, quiet)
      await reconnectRules(tx)
    })
  }
  return due.length
}

const isUnknown = and(isNull(directoryGroups.membersKnownAt), isNull(directoryGroups.deletedAt))

/**
 * From now on it is known who is in these groups, so somebody who is in none may meet a rule that asks
 * for it: the properties of such rules are decided once more.
 */
export async function learnMembers(tx: Context, which: SQL): Promise<void> {
  const learned = await tx.db
    .update(directoryGroups)
    .set({ membersKnownAt: sql`${tx.now.toISOString()}::timestamptz` })
    .where(and(eq(directoryGroups.organizationId, tx.organizationId), isUnknown, which))
    .returning({ id: directoryGroups.id })
  if (learned.length === 0) return
  await settleRulesNaming(
    tx,
    learned.map((group) => group.id),
  )
}
