import type { Context } from '@/db/context'
import { planChange } from '@/lib/rules/plan-change'
import type { RulePlan } from '@/lib/rules/rule-plan'
import { carefulKeys, type PreviewInput, type RuleChange } from '@/lib/rules/schemas'
import type { StoredRule } from '@/lib/rules/stored-rules'
import { guardLimit } from '../guard/guard-limit'
import { lostGroups } from '../guard/losses'
import type { RulePreview } from '../schemas'
import { decideAlike } from './decide-alike'
import { matchRule } from './match-rule'
import { previewEffect } from './preview-effect'

/**
 * What a change of a property's rules would do to today's people (product.md 3.3, 4.5). It plans and
 * decides as an apply does, reads only and locks nothing, so a push from Entra never waits for
 * somebody who looks.
 */
export async function previewRules(ctx: Context, input: PreviewInput): Promise<RulePreview> {
  const startedAt = performance.now()
  const plan = await planChange(ctx, input)
  const changes = await decideAlike(ctx, plan)
  const keys = input.keys ?? carefulKeys
  const previewed = await previewEffect(ctx, plan, { changes, keys })
  const { limit, peopleTotal } = await guardLimit(ctx)
  const losing = changes.filter((change) => change.eligible && lostGroups(change).length > 0)
  const losses = losing.reduce((sum, change) => sum + change.people, 0)
  return {
    peopleTotal,
    matches: await matchesOf(ctx, input, plan),
    ...previewed,
    guard: { limit, losses, exceeds: losses > limit },
    tookMs: Math.round(performance.now() - startedAt),
  }
}

/** Only of one rule that is new or edited it is asked who meets it. */
async function matchesOf(ctx: Context, { propertyId, change }: PreviewInput, plan: RulePlan) {
  const rule = editedRule(change, plan)
  if (!rule) return null
  const { conditions, leftOut } = rule
  return matchRule(ctx, { propertyId, conditions, leftOut })
}

function editedRule(change: RuleChange, { after }: RulePlan): StoredRule | undefined {
  if (change.kind === 'rule') {
    const { ruleId } = change.rule
    return ruleId === undefined ? after.at(-1) : after.find((rule) => rule.id === ruleId)
  }
  if (change.kind !== 'drafts' || change.ruleIds?.length !== 1) return undefined
  return after.find((rule) => rule.id === change.ruleIds?.[0])
}
