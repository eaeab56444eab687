import type { DecisionChange } from '@/lib/rules/reevaluate'

/** The access groups that rules gave and give no longer. */
export function lostGroups({ before, after }: Pick<DecisionChange, 'before' | 'after'>): string[] {
  const kept = after?.accessGroupIds ?? []
  return (before?.accessGroupIds ?? []).filter((id) => !kept.includes(id))
}

/**
 * How many people lose something: what the guard counts (product.md 4.5). Leavers are no mistake of
 * a rule, so they do not count.
 */
export function countLosses(changes: readonly DecisionChange[]): number {
  const losing = changes.filter((change) => change.eligible && lostGroups(change).length > 0)
  return new Set(losing.map((change) => change.employeeId)).size
}

/** How many people get an access group that rules did not give them before. */
export function countGains(changes: readonly DecisionChange[]): number {
  const gaining = changes.filter(({ before, after }) => {
    const had = before?.accessGroupIds ?? []
    return (after?.accessGroupIds ?? []).some((id) => !had.includes(id))
  })
  return new Set(gaining.map((change) => change.employeeId)).size
}
