import type { Context } from '@/db/context'
import { AppError } from '@/lib/kernel/errors'
import { counted } from '@/lib/kernel/words'
import type { MoveRuleInput, RuleInput } from '@/lib/rules/schemas'
import { readRules, type StoredRule } from '@/lib/rules/stored-rules'
import { applyChange } from './apply-change'
import type { AppliedOutcome, ApplyAnswer } from './schemas'

const NOTHING: AppliedOutcome = { given: 0, taken: 0, keysIssued: 0, keysRevoked: 0 }

/** A rule at HQ for one department, called like it: the role User and a key, unless `more` says otherwise. */
export function departmentRule(
  { hq, roleIds }: { hq: string; roleIds: { user: string } },
  department: string,
  more: Partial<RuleInput> & Pick<RuleInput, 'accessGroupIds'>,
): RuleInput {
  return {
    propertyId: hq,
    name: department,
    conditions: {
      match: 'all',
      conditions: [
        { kind: 'condition', operand: 'department', operator: 'is', values: [department] },
      ],
    },
    roleId: roleIds.user,
    mobileKey: true,
    ...more,
  }
}

/**
 * One rule saved, deleted or moved at once, without a preview. Throws conflict where `applyChange`
 * would ask back: about somebody else's change, or about more losses than the guard lets pass.
 */
export async function applyRule(ctx: Context, rule: RuleInput): Promise<AppliedOutcome> {
  return outcomeOf(
    await applyChange(ctx, { propertyId: rule.propertyId, change: { kind: 'rule', rule } }),
  )
}

export async function removeRule(
  ctx: Context,
  { ruleId }: { ruleId: string },
): Promise<AppliedOutcome> {
  const { propertyId } = await readRule(ctx, ruleId)
  return outcomeOf(await applyChange(ctx, { propertyId, change: { kind: 'delete', ruleId } }))
}

/** Moves a rule by one place; the first matching rule gives the role, so order is a change. */
export async function reorderRule(
  ctx: Context,
  { ruleId, direction }: MoveRuleInput,
): Promise<AppliedOutcome> {
  const { propertyId } = await readRule(ctx, ruleId)
  const ruleIds = (await readRules(ctx, { propertyId })).map((rule) => rule.id)
  const from = ruleIds.indexOf(ruleId)
  const to = from + (direction === 'up' ? -1 : 1)
  if (to < 0 || to >= ruleIds.length) return NOTHING
  ruleIds.splice(to, 0, ...ruleIds.splice(from, 1))
  return outcomeOf(await applyChange(ctx, { propertyId, change: { kind: 'order', ruleIds } }))
}

async function readRule(ctx: Context, ruleId: string): Promise<StoredRule> {
  const rule = (await readRules(ctx)).find((one) => one.id === ruleId)
  if (!rule) throw new AppError('not_found', 'This rule does not exist any more.')
  return rule
}

function outcomeOf(answer: ApplyAnswer): AppliedOutcome {
  switch (answer.kind) {
    case 'applied':
      return answer.outcome
    case 'clash':
      if (!answer.theirs) throw new AppError('not_found', 'This rule does not exist any more.')
      throw new AppError(
        'conflict',
        `${answer.theirs.by} changed this rule meanwhile. Reload the page to see both; nothing was overwritten.`,
      )
    case 'moved':
      throw new AppError('conflict', `${answer.by} changed these rules meanwhile.`)
    case 'confirm':
      throw new AppError(
        'conflict',
        `${counted(answer.losses, 'person', 'people')} would lose something, over the limit of ${answer.limit}. Preview the change and confirm the number.`,
      )
  }
}
