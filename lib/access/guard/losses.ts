import type { DecisionChange } from '@/lib/rules/reevaluate'
import type { KeyChoices } from '@/lib/rules/schemas'
import { keyEffectOf } from '../preview/key-effect'
import type { LossKind } from '../schemas'

/** The access groups that rules gave and give no longer. */
export function lostGroups({ before, after }: Pick<DecisionChange, 'before' | 'after'>): string[] {
  const kept = after?.accessGroupIds ?? []
  return (before?.accessGroupIds ?? []).filter((id) => !kept.includes(id))
}

/** What one person has at the property beside the decision. */
export interface Holding {
  /** Access groups that they have by hand. */
  byHand: ReadonlySet<string>
  /** Undefined: never had any key. */
  key: 'living' | 'ended' | undefined
}

export interface LossRules {
  keys: KeyChoices
  /** Of every role of the organisation; a higher one may do more. */
  ranks: ReadonlyMap<string, number>
}

/**
 * What somebody misses after an administrator's change of the rules, the weightiest of it: an access
 * group, their key, or a role for a lesser one. It is what must be typed, signed in for and told
 * (product.md 4.5). Leavers are no mistake of a rule, so they do not count.
 */
export function lossOf(
  change: Pick<DecisionChange, 'before' | 'after' | 'hasEmail' | 'eligible'>,
  { byHand, key }: Holding,
  { keys, ranks }: LossRules,
): LossKind | undefined {
  if (!change.eligible) return undefined
  if (lostGroups(change).some((id) => !byHand.has(id))) return 'access'
  const { key: becomes } = keyEffectOf(change, { key, keys, keepsAccess: byHand.size > 0 })
  if (becomes === 'revoked') return 'key'
  const rankOf = (roleId: string | undefined) =>
    roleId === undefined ? NO_ROLE : (ranks.get(roleId) ?? NO_ROLE)
  return rankOf(change.after?.roleId) < rankOf(change.before?.roleId) ? 'role' : undefined
}

/** Below every role that there is. */
const NO_ROLE = -1

/** How many people get an access group that rules did not give them before. */
export function countGains(changes: readonly DecisionChange[]): number {
  const gaining = changes.filter(({ before, after }) => {
    const had = before?.accessGroupIds ?? []
    return (after?.accessGroupIds ?? []).some((id) => !had.includes(id))
  })
  return new Set(gaining.map((change) => change.employeeId)).size
}
