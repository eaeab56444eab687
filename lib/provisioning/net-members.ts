import type { MemberChange } from '@/lib/scim/store'

/** What a request's member changes come to, taken in order. A value is in at most one of the sets. */
export interface NetMembers {
  /** Whether members that no change names stay as they are. */
  othersStay: boolean
  add: Set<string>
  remove: Set<string>
}

/**
 * Entra sends a thousand members as one operation or as a thousand, and may add and remove the same
 * one in one request (entra-profile 14.2). The last word on each value counts, so that any number
 * of operations is one statement.
 */
export function netMembers(changes: readonly MemberChange[]): NetMembers {
  const net: NetMembers = { othersStay: true, add: new Set(), remove: new Set() }
  for (const change of changes) {
    if (change.op === 'clear' || change.op === 'replace') {
      net.othersStay = false
      net.add.clear()
      net.remove.clear()
    }
    const [into, outOf] = change.op === 'remove' ? [net.remove, net.add] : [net.add, net.remove]
    for (const { value } of change.op === 'clear' ? [] : change.members) {
      outOf.delete(value)
      into.add(value)
    }
  }
  return net
}
