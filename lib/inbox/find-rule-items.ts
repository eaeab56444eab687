import type { Context } from '@/db/context'
import { readUnreadableGroups } from '@/lib/integrations/read-unreadable-groups'
import { leavesOf } from '@/lib/rules/engine/condition'
import { brokenOf } from '@/lib/rules/gone-groups'
import { readRules } from '@/lib/rules/stored-rules'
import type { NeedsYouItem } from './schemas'

/**
 * Rules that name a group which Entra has deleted: what they gave is kept for a while, then ends. And
 * groups that cannot be read any more at Microsoft.
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
  const asking = rules.filter((rule) =>
    leavesOf(rule.conditions.conditions).some((one) => one.operand === 'group'),
  )
  return [...broken, { kind: 'groups_unreadable', since, rules: asking.length }]
}
