import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { decisions } from '@/db/schema'
import { readUnreadableGroups } from '@/lib/integrations/read-unreadable-groups'
import { groupsIn } from '@/lib/rules/engine/condition'
import { brokenOf } from '@/lib/rules/gone-groups'
import { readRules, type StoredRule } from '@/lib/rules/stored-rules'
import type { NeedsYouItem } from './schemas'

/** Rules that an item names; of more it says how many. */
const NAMED_MAX = 3

/**
 * Rules that name a group which Entra has deleted: what they gave is kept for a while, then ends. And
 * groups that cannot be read any more at Microsoft, with the other rules that name some.
 */
export async function findRuleItems(ctx: Context): Promise<NeedsYouItem[]> {
  const rules = await readRules(ctx, { enabled: true })
  const broken = rules.flatMap((rule): NeedsYouItem[] => {
    const trouble = brokenOf(rule)
    if (!trouble) return []
    const { since, until, ended, groups } = trouble
    const names = groups.map((group) => group.name ?? 'one that is unknown')
    const { id: ruleId, name, propertyId, propertyName: property } = rule
    const where = { ruleId, rule: name, propertyId, property }
    return [{ kind: 'rule_broken', ...where, groups: names, since, until, ended }]
  })
  const since = await readUnreadableGroups(ctx)
  if (!since) return broken
  const asking = rules.filter((rule) => groupsIn(rule.conditions).length > 0 && !brokenOf(rule))
  const names = asking.slice(0, NAMED_MAX).map((rule) => `${rule.name} at ${rule.propertyName}`)
  const people = await countCovered(ctx, asking)
  return [...broken, { kind: 'groups_unreadable', since, rules: asking.length, names, people }]
}

/** People whom any of these rules covers, at whichever property, each once. */
async function countCovered(ctx: Context, rules: StoredRule[]): Promise<number> {
  if (rules.length === 0) return 0
  const { rows } = await ctx.db.execute<{ people: number | string }>(sql`
    select count(distinct employee_id) as people from ${decisions}
    where organization_id = ${ctx.organizationId}
      and rule_ids && ${textArray(rules.map(({ id }) => id))}`)
  return Number(rows[0]?.people ?? 0)
}
