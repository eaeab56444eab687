import type { Context } from '@/db/context'
import { countWitnesses } from '@/lib/alerts/recipients'
import { planChange } from '@/lib/rules/plan-change'
import type { RulePlan } from '@/lib/rules/rule-plan'
import {
  carefulKeys,
  type KeyChoices,
  type PreviewInput,
  type RuleChange,
} from '@/lib/rules/schemas'
import type { StoredRule } from '@/lib/rules/stored-rules'
import { readNewestVersion } from '@/lib/rules/versions'
import { guardLimit } from '../guard/guard-limit'
import { lossOf } from '../guard/losses'
import { lossKinds, type RulePreview } from '../schemas'
import { type AlikeChange, decideAlike } from './decide-alike'
import { matchRule } from './match-rule'
import { previewEffect } from './preview-effect'

/**
 * What a change of a property's rules would do to today's people (product.md 3.3, 4.5). It plans and
 * decides as an apply does, reads only and locks nothing, so a push from Entra never waits for
 * somebody who looks.
 */
export async function previewRules(ctx: Context, input: PreviewInput): Promise<RulePreview> {
  const startedAt = performance.now()
  // Before the rules: what is applied meanwhile makes an apply ask again, never go unnoticed.
  const newest = await readNewestVersion(ctx, input.propertyId)
  const plan = await planChange(ctx, input)
  const changes = await decideAlike(ctx, plan)
  const keys = input.keys ?? carefulKeys
  const previewed = await previewEffect(ctx, plan, { changes, keys })
  const { limit, peopleTotal } = await guardLimit(ctx)
  const { losses, of } = countLosses(changes, plan, keys)
  const exceeds = losses > limit
  return {
    peopleTotal,
    matches: await matchesOf(ctx, input, plan),
    ...previewed,
    guard: { limit, losses, of, exceeds, told: exceeds ? await countWitnesses(ctx) : 0 },
    version: newest?.number ?? 0,
    tookMs: Math.round(performance.now() - startedAt),
  }
}

function countLosses(changes: AlikeChange[], { property }: RulePlan, keys: KeyChoices) {
  const ranks = new Map(property.roles.map((role) => [role.id, role.rank]))
  const losing = changes.flatMap((change) => {
    const of = lossOf(change, change, { keys, ranks })
    return of ? { people: change.people, of } : []
  })
  return {
    losses: losing.reduce((sum, { people }) => sum + people, 0),
    of: lossKinds.filter((kind) => losing.some((one) => one.of === kind)),
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
