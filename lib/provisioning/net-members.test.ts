import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemberChange } from '@/lib/scim/store'
import { netMembers } from './net-members'

const values = fc.subarray(['a', 'b', 'c', 'd', 'e'])
const membersOf = (names: string[]) => names.map((value) => ({ value }))
const change: fc.Arbitrary<MemberChange> = fc.oneof(
  fc.constant({ op: 'clear' as const }),
  fc.record({
    op: fc.constantFrom('add' as const, 'remove' as const, 'replace' as const),
    members: values.map(membersOf),
  }),
)

function oneByOne(before: string[], changes: MemberChange[]): Set<string> {
  let members = new Set(before)
  for (const one of changes) {
    const named = one.op === 'clear' ? [] : one.members.map(({ value }) => value)
    if (one.op === 'clear' || one.op === 'replace') members = new Set()
    for (const value of named) {
      if (one.op === 'remove') members.delete(value)
      else members.add(value)
    }
  }
  return members
}

describe('the net of member changes', () => {
  it('leaves the members that the changes leave one by one, for any changes', () => {
    fc.assert(
      fc.property(values, fc.array(change, { maxLength: 6 }), (before, changes) => {
        const { othersStay, add, remove } = netMembers(changes)
        const kept = othersStay ? before.filter((value) => !remove.has(value)) : []
        expect(new Set([...kept, ...add])).toEqual(oneByOne(before, changes))
      }),
    )
  })

  it('takes the last word on a member that is added and removed in one request', () => {
    const eve = [{ value: 'eve' }]
    const { add, remove } = netMembers([
      { op: 'add', members: eve },
      { op: 'remove', members: eve },
    ])
    expect([...add]).toEqual([])
    expect([...remove]).toEqual(['eve'])
  })
})
