import { and, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { memberships, roles } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'
import { nameKey } from '@/lib/kernel/name-key'
import type { RulePlan } from './rule-plan'
import { RULES_PER_PROPERTY_MAX } from './schemas'
import { changedRules } from './store-plan'
import type { StoredRule } from './stored-rules'

/**
 * Refuses a plan that must not be stored, with the field that it is about: too many rules, a taken
 * name, a group or role that is not there any more, no group at all, a role above one's own. What
 * stays as it was is not looked at again.
 */
export async function checkPlan(tx: Context, plan: RulePlan): Promise<void> {
  if (plan.after.length > RULES_PER_PROPERTY_MAX && plan.after.length > plan.before.length) {
    throw new AppError('conflict', `A property has at most ${RULES_PER_PROPERTY_MAX} rules.`)
  }
  checkNames(plan)
  const changed = changedRules(plan)
  for (const rule of changed) checkGroups(plan, rule)
  await checkRoles(tx, plan, changed)
}

function checkNames({ property, after }: RulePlan): void {
  const seen = new Set<string>()
  // The changed rule, which is refused, is the one that comes second.
  for (const rule of after.toSorted((a, b) => Number(a.version === 0) - Number(b.version === 0))) {
    const key = nameKey(rule.name)
    if (seen.has(key)) {
      throw new AppError(
        'conflict',
        `${property.name} already has a rule called ${rule.name}.`,
        'name',
      )
    }
    seen.add(key)
  }
}

function checkGroups({ property, newGroups }: RulePlan, rule: StoredRule): void {
  const { accessGroupIds } = rule.outcome
  if (accessGroupIds.length === 0) {
    throw new AppError('invalid', `Choose an access group for ${rule.name}.`, 'accessGroupIds')
  }
  const known = new Set([...property.accessGroups, ...newGroups].map((group) => group.id))
  if (accessGroupIds.every((id) => known.has(id))) return
  throw new AppError(
    'not_found',
    'An access group of this rule was deleted meanwhile. Choose another.',
    'accessGroupIds',
  )
}

/** Nobody may let a rule give more than they hold themselves (product.md 3.3, 3.9). */
async function checkRoles(
  tx: Context,
  { property }: RulePlan,
  changed: StoredRule[],
): Promise<void> {
  const given = changed.map((rule) =>
    property.roles.find((role) => role.id === rule.outcome.roleId),
  )
  const own = await ownRank(tx)
  for (const role of given) {
    if (!role) {
      throw new AppError('not_found', 'This role was deleted meanwhile. Choose another.', 'roleId')
    }
    if (role.rank > own) {
      throw new AppError(
        'not_allowed',
        `Only somebody who holds ${role.name} can let a rule give it.`,
        'roleId',
      )
    }
  }
}

async function ownRank(tx: Context): Promise<number> {
  if (tx.actor.kind !== 'admin') return Number.POSITIVE_INFINITY
  const [own] = await tx.db
    .select({ rank: roles.rank })
    .from(memberships)
    .innerJoin(
      roles,
      and(eq(roles.organizationId, memberships.organizationId), eq(roles.id, memberships.roleId)),
    )
    .where(
      and(
        eq(memberships.organizationId, tx.organizationId),
        eq(memberships.userId, tx.actor.userId),
      ),
    )
  return own?.rank ?? 0
}
