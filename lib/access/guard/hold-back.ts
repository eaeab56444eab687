import type { Decision } from '@/lib/rules/engine/decide'
import type { DecisionChange, Reevaluation } from '@/lib/rules/reevaluate'
import { lostGroups } from './losses'

/** A removal that waits for a person: what somebody would lose, and keeps. */
export interface HeldBack {
  employeeId: string
  employeeName: string
  propertyId: string
  accessGroupIds: string[]
  /** It waited before this. */
  known: boolean
}

export interface Allowed {
  /** What may happen now. */
  changes: DecisionChange[]
  held: HeldBack[]
  /** Places where a removal waited and there is none any more: the person matches again, or has left. */
  settled: Pick<DecisionChange, 'employeeId' | 'propertyId'>[]
}

/**
 * Parts what was decided into what happens and what waits. Whoever waits keeps all they had (groups,
 * role and key) and still gets what is new, so nobody stands before a door because of the guard.
 * Leavers are never held (product.md 0.2).
 */
export function holdBack({ changes, passed }: Pick<Reevaluation, 'changes' | 'passed'>): Allowed {
  const allowed: Allowed = { changes: [], held: [], settled: [] }
  for (const change of changes) {
    const { employeeId, employeeName, propertyId, held: known } = change
    if (!mustWait(change, passed)) {
      if (known) allowed.settled.push({ employeeId, propertyId })
      allowed.changes.push(change)
      continue
    }
    const accessGroupIds = lostGroups(change)
    allowed.held.push({ employeeId, employeeName, propertyId, accessGroupIds, known })
    const happens = withoutLosses(change)
    if (happens) allowed.changes.push(happens)
  }
  return allowed
}

/** What somebody loses waits when the guard says so, or when it waits already. */
export function mustWait(
  change: Pick<DecisionChange, 'eligible' | 'held' | 'before' | 'after'>,
  passed: boolean,
): boolean {
  return change.eligible && (change.held || !passed) && lostGroups(change).length > 0
}

/** What happens at once of a change whose losses wait; undefined when nothing is new. */
export function withoutLosses<C extends Pick<DecisionChange, 'before' | 'after'>>(
  change: C,
): C | undefined {
  const after = keeping(change.before, change.after)
  return sameDecision(change.before, after) ? undefined : { ...change, after }
}

function keeping(before: Decision | null, after: Decision | null): Decision | null {
  if (before === null || after === null) return before ?? after
  return {
    ruleIds: [...new Set([...before.ruleIds, ...after.ruleIds])],
    accessGroupIds: [...new Set([...before.accessGroupIds, ...after.accessGroupIds])].sort(),
    roleId: before.roleId,
    mobileKey: before.mobileKey || after.mobileKey,
  }
}

export function sameDecision(one: Decision | null, other: Decision | null): boolean {
  if (one === null || other === null) return one === other
  return (
    one.roleId === other.roleId &&
    one.mobileKey === other.mobileKey &&
    sameList(one.ruleIds, other.ruleIds) &&
    sameList(one.accessGroupIds, other.accessGroupIds)
  )
}

function sameList(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index])
}
