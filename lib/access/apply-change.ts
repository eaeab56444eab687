import { type Context, withTransaction } from '@/db/context'
import { tellLosses } from '@/lib/alerts/tell-losses'
import { AppError } from '@/lib/kernel/errors'
import { checkPlan } from '@/lib/rules/check-plan'
import { planChange } from '@/lib/rules/plan-change'
import { type DecisionChange, reevaluate } from '@/lib/rules/reevaluate'
import { clashAnswer, type RulePlan } from '@/lib/rules/rule-plan'
import { type ApplyInput, carefulKeys } from '@/lib/rules/schemas'
import { changedRules, lockProperty, storePlan } from '@/lib/rules/store-plan'
import { recordVersion } from '@/lib/rules/versions'
import { guardLimit } from './guard/guard-limit'
import { holdBack } from './guard/hold-back'
import { countGains, countLosses } from './guard/losses'
import { applyDecisions } from './reconcile'
import type { ApplyAnswer } from './schemas'

const SIGN_IN_AGAIN = 'Nothing was changed. Sign in again to take access from somebody.'

/**
 * Applies a change of one property's rules (product.md 4.5). Rules, their numbered version, everybody's
 * decisions, grants and keys, the activity entries and the e-mails are one transaction: it happens
 * whole or not at all. Nothing is written while somebody else's change would be written over, or
 * while more people lose access than the guard lets pass and their number was not typed.
 *
 * Throws AppError with the field it belongs to where the rules themselves cannot be stored, and
 * sign_in_again where somebody would lose access by it and `mayTake` is false: the administrator
 * signed in too long ago for that.
 */
export async function applyChange(
  ctx: Context,
  input: ApplyInput,
  { mayTake = true }: { mayTake?: boolean } = {},
): Promise<ApplyAnswer> {
  return withTransaction(ctx, async (tx): Promise<ApplyAnswer> => {
    await lockProperty(tx, input.propertyId)
    const plan = await planChange(tx, input)
    const [clash] = plan.clashes
    if (clash) return clashAnswer(clash)
    await checkPlan(tx, plan)
    const scope = { kind: 'property', propertyId: input.propertyId } as const
    const given = plan.after.filter((rule) => rule.enabled)
    const found = await reevaluate(tx, scope, { given })
    // Whose removal waits already keeps waiting, so it is no loss of this change.
    const { changes } = holdBack(found)
    const losses = countLosses(changes)
    const { limit } = await guardLimit(tx)
    if (losses > limit && losses !== input.confirmLosses) return { kind: 'confirm', losses, limit }
    if (losses > 0 && !mayTake) throw new AppError('sign_in_again', SIGN_IN_AGAIN)
    await storePlan(tx, plan)
    const { number, entry } = await versionOf(tx, plan, changes)
    const keys = input.keys ?? carefulKeys
    const outcome = await applyDecisions(tx, { scope, found, keys, entries: [entry] })
    if (losses > limit) {
      const { id: propertyId, name: property } = plan.property
      await tellLosses(tx, { propertyId, property, version: number, people: losses })
    }
    return { kind: 'applied', version: number, outcome }
  })
}

async function versionOf(tx: Context, plan: RulePlan, changes: DecisionChange[]) {
  const tally = { gained: countGains(changes), lost: countLosses(changes) }
  const { number, difference } = await recordVersion(tx, plan, tally)
  const [only, ...others] = changedRules(plan)
  const entry = {
    kind: 'rule.applied' as const,
    data: { property: plan.property.name, version: number, difference, ...tally },
    propertyId: plan.property.id,
    ...(only && others.length === 0 && { subject: { kind: 'rule' as const, id: only.id } }),
  }
  return { number, entry }
}
