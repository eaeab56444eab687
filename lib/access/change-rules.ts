import { type Context, withTransaction } from '@/db/context'
import { deleteRule, moveRule } from '@/lib/rules/arrange-rules'
import { saveRule } from '@/lib/rules/save-rule'
import type { MoveRuleInput, RuleInput } from '@/lib/rules/schemas'
import { type AccessOutcome, reconcile } from './reconcile'

/**
 * A rule and what it causes are one transaction: everybody at the property is decided anew with it
 * (product.md 4.5). A failure leaves both as they were.
 */
export async function applyRule(ctx: Context, input: RuleInput): Promise<AccessOutcome> {
  return withTransaction(ctx, async (tx) => {
    await saveRule(tx, input)
    return reconcile(tx, { kind: 'property', propertyId: input.propertyId })
  })
}

export async function removeRule(ctx: Context, input: { ruleId: string }): Promise<AccessOutcome> {
  return withTransaction(ctx, async (tx) => {
    const propertyId = await deleteRule(tx, input)
    return reconcile(tx, { kind: 'property', propertyId })
  })
}

export async function reorderRule(ctx: Context, input: MoveRuleInput): Promise<AccessOutcome> {
  return withTransaction(ctx, async (tx) => {
    const propertyId = await moveRule(tx, input)
    return reconcile(tx, { kind: 'property', propertyId })
  })
}
