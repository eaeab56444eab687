import type { Context } from '@/db/context'
import { brokenOf } from '@/lib/rules/gone-groups'
import { readRules } from '@/lib/rules/stored-rules'
import type { NeedsYouItem } from './schemas'

/** Rules that name a group which Entra has deleted: what they gave is kept for a while, then ends. */
export async function findRuleItems(ctx: Context): Promise<NeedsYouItem[]> {
  const rules = await readRules(ctx, { enabled: true })
  return rules.flatMap((rule): NeedsYouItem[] => {
    const broken = brokenOf(rule)
    if (!broken) return []
    const { since, until, ended, groups } = broken
    const names = groups.map((group) => group.name ?? 'one that is unknown')
    const { name, propertyId, propertyName: property } = rule
    return [
      { kind: 'rule_broken', rule: name, propertyId, property, groups: names, since, until, ended },
    ]
  })
}
