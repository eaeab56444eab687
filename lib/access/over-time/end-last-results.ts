import { and, eq, isNull, lte } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { directoryGroups } from '@/db/schema'
import type { ActivityEntry } from '@/lib/activity/record'
import { brokenOf, LAST_RESULT_HOURS } from '@/lib/rules/gone-groups'
import { readRules, type StoredRule } from '@/lib/rules/stored-rules'
import { reconcile } from '../reconcile'

const HOUR_MS = 3_600_000

/**
 * Rules that name a deleted group stop keeping their last result 72 hours after it was deleted
 * (product.md 4.3): never a silent lock-out, never an endless grant. What that takes away passes
 * the guard like any other removal. Each group is taken and its consequences applied in one
 * transaction, so two servers cannot both do it. Returns how many groups were ended.
 */
export async function endLastResults(db: Db, now: Date): Promise<number> {
  const due = await db
    .select({ organizationId: directoryGroups.organizationId, id: directoryGroups.id })
    .from(directoryGroups)
    .where(
      and(
        isNull(directoryGroups.lastResultEndedAt),
        lte(directoryGroups.deletedAt, new Date(now.getTime() - LAST_RESULT_HOURS * HOUR_MS)),
      ),
    )
  let ended = 0
  for (const { organizationId, id } of due) {
    const actor = { kind: 'system', name: 'Sequr' } as const
    if (await endLastResult({ db, organizationId, now, actor }, id)) ended++
  }
  return ended
}

async function endLastResult(ctx: Context, groupId: string): Promise<boolean> {
  return withTransaction(ctx, async (tx) => {
    const [taken] = await tx.db
      .update(directoryGroups)
      .set({ lastResultEndedAt: tx.now })
      .where(
        and(
          eq(directoryGroups.organizationId, tx.organizationId),
          eq(directoryGroups.id, groupId),
          isNull(directoryGroups.lastResultEndedAt),
        ),
      )
      .returning({ name: directoryGroups.displayName })
    if (!taken) return false
    const broken = await rulesBrokenBy(tx, groupId)
    for (const propertyId of new Set(broken.map((rule) => rule.propertyId))) {
      const entries = broken
        .filter((rule) => rule.propertyId === propertyId)
        .map(
          (rule): ActivityEntry => ({
            kind: 'rule.lapsed',
            data: { rule: rule.name, property: rule.propertyName, group: taken.name },
            subject: { kind: 'rule', id: rule.id },
            propertyId,
          }),
        )
      await reconcile(tx, { kind: 'property', propertyId }, entries)
    }
    return true
  })
}

/** What the log says of the rules that a deleted group breaks. */
export async function brokenRuleEntries(
  tx: Context,
  group: { id: string; name: string },
): Promise<ActivityEntry[]> {
  const until = new Date(tx.now.getTime() + LAST_RESULT_HOURS * HOUR_MS).toISOString()
  return (await rulesBrokenBy(tx, group.id)).map((rule) => ({
    kind: 'rule.broken',
    data: { rule: rule.name, property: rule.propertyName, group: group.name, until },
    subject: { kind: 'rule', id: rule.id },
    propertyId: rule.propertyId,
  }))
}

async function rulesBrokenBy(tx: Context, groupId: string): Promise<StoredRule[]> {
  const rules = await readRules(tx, { enabled: true })
  return rules.filter((rule) => brokenOf(rule)?.groups.some((group) => group.id === groupId))
}
