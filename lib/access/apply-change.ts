import { setTimeout as pause } from 'node:timers/promises'
import { type Context, withTransaction } from '@/db/context'
import { tellLosses } from '@/lib/alerts/tell-losses'
import { AppError } from '@/lib/kernel/errors'
import { checkPlan } from '@/lib/rules/check-plan'
import { planChange } from '@/lib/rules/plan-change'
import { reevaluate } from '@/lib/rules/reevaluate'
import { clashAnswer, type RulePlan } from '@/lib/rules/rule-plan'
import { type ApplyInput, carefulKeys } from '@/lib/rules/schemas'
import { changedRules, lockProperty, storePlan } from '@/lib/rules/store-plan'
import { readNewestVersion, recordVersion } from '@/lib/rules/versions'
import { countLosses, type Losses } from './guard/count-losses'
import { guardLimit } from './guard/guard-limit'
import { holdBack } from './guard/hold-back'
import { countGains } from './guard/losses'
import { applyDecisions, type Turns } from './reconcile'
import type { ApplyAnswer, ApplyProgress, RulesMoved } from './schemas'

export interface HowToApply {
  /** Whether it may take something from somebody, or delete a rule. */
  mayTake?: boolean
  /** Hears between statements how far it is. It is not waited for, and what it throws changes nothing. */
  onProgress?: (progress: ApplyProgress) => void
  /** For tests of many turns with few people. */
  changesPerStatement?: number
}

/**
 * Applies a change of one property's rules (product.md 4.5). Rules, their numbered version, everybody's
 * decisions, grants and keys, the activity entries and the e-mails are one transaction: it happens
 * whole or not at all. Nothing is written while somebody else's change would be written over, while
 * the rules are not those that were previewed, or while more people lose something than the guard
 * lets pass and their number was not typed.
 *
 * Throws AppError with the field it belongs to where the rules themselves cannot be stored, and
 * sign_in_again where a rule would be deleted or somebody would lose something by it and `mayTake`
 * is false: the administrator signed in too long ago for that.
 */
export async function applyChange(
  ctx: Context,
  input: ApplyInput,
  { mayTake = true, onProgress, changesPerStatement }: HowToApply = {},
): Promise<ApplyAnswer> {
  const tell = tellerOf(onProgress)
  return withTransaction(ctx, async (tx): Promise<ApplyAnswer> => {
    await lockProperty(tx, input.propertyId)
    const moved = await movedSince(tx, input)
    if (moved && !isEdit(input)) return moved
    const plan = await planChange(tx, input)
    const [clash] = plan.clashes
    if (clash) return clashAnswer(clash)
    if (moved) return moved
    await checkPlan(tx, plan)
    await tell?.({ phase: 'deciding' })
    return applyPlan(tx, plan, { ...input, mayTake, turns: { tell, changesPerStatement } })
  })
}

/** The embedded database answers within this process, which sends nothing to anybody meanwhile. */
const SILENT_MS_MAX = 250
/** Enough for what was told to leave the process; two hundredths of the time at most. */
const SEND_MS = 5

/** Whoever listens has no say in what is applied: it is not waited for, and may fail. */
function tellerOf(listener: HowToApply['onProgress']): Turns['tell'] {
  if (!listener) return undefined
  let sentAt = performance.now()
  return async (progress) => {
    try {
      listener(progress)
    } catch {
      return
    }
    if (performance.now() - sentAt < SILENT_MS_MAX) return
    await pause(SEND_MS)
    sentAt = performance.now()
  }
}

/** Of an edit both versions of the rule can be shown, which says more than that the rules are others. */
const isEdit = ({ change }: ApplyInput) => change.kind === 'rule' || change.kind === 'drafts'

/** What somebody applied after the preview, if anything (product.md 3.3). */
async function movedSince(
  tx: Context,
  { propertyId, previewed }: ApplyInput,
): Promise<RulesMoved | undefined> {
  if (previewed === undefined) return undefined
  const newest = await readNewestVersion(tx, propertyId)
  if (!newest || newest.number === previewed) return undefined
  const { number: version, by, at } = newest
  return { kind: 'moved', version, from: previewed, by, at: at.toISOString() }
}

async function applyPlan(
  tx: Context,
  plan: RulePlan,
  {
    keys = carefulKeys,
    confirmLosses,
    mayTake,
    turns,
  }: ApplyInput & { mayTake: boolean; turns: Turns },
): Promise<ApplyAnswer> {
  const scope = { kind: 'property', propertyId: plan.property.id } as const
  const found = await reevaluate(tx, scope, { given: plan.after.filter((rule) => rule.enabled) })
  // Whose removal waits already keeps waiting, so it is no loss of this change.
  const { changes } = holdBack(found)
  const losses = await countLosses(tx, plan, { changes, keys })
  const { limit } = await guardLimit(tx)
  const over = losses.people > limit
  if (over && losses.people !== confirmLosses) {
    return { kind: 'confirm', losses: losses.people, of: losses.of, limit }
  }
  if (!mayTake) refuseTaking(plan, losses)
  await storePlan(tx, plan)
  const tally = { gained: countGains(changes), lost: losses.people }
  const { number: version, entry } = await versionOf(tx, plan, tally)
  const outcome = await applyDecisions(tx, { scope, found, keys, entries: [entry], turns })
  if (over) {
    const { id: propertyId, name: property } = plan.property
    await tellLosses(tx, { propertyId, property, version, people: losses.people })
  }
  return { kind: 'applied', version, outcome, people: { ...tally, of: losses.of } }
}

/** What removes access, or deletes, is for somebody who signed in just now (product.md 3.0). */
function refuseTaking({ before, after }: RulePlan, losses: Losses): void {
  const why =
    losses.people > 0
      ? 'take something from somebody'
      : before.some((rule) => !after.some((one) => one.id === rule.id))
        ? 'delete a rule'
        : undefined
  if (why) throw new AppError('sign_in_again', `Nothing was changed. Sign in again to ${why}.`)
}

async function versionOf(tx: Context, plan: RulePlan, tally: { gained: number; lost: number }) {
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
