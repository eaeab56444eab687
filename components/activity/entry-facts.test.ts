import { describe, expect, it } from 'vitest'
import type { AnyActivityRow } from '@/lib/activity/schemas'
import { causedWords, changesOf, outcomeOf, technicalOf, whyOf } from './entry-facts'

const common = {
  id: 'act_1',
  at: new Date(0),
  lens: 'people',
  actor: { kind: 'scim', tokenId: 'tok_1', tokenEnding: 'k4Qz' },
  subject: null,
  property: null,
  requestId: 'req_1',
} as const
const refused: Extract<AnyActivityRow, { kind: 'scim.request' }> = {
  ...common,
  kind: 'scim.request',
  data: {
    method: 'POST',
    path: '/Users',
    filter: null,
    status: 401,
    durationMs: 4.2,
    tokenEnding: 'k4Qz',
    resource: null,
    scimType: null,
    detail: 'The token has expired.',
    found: null,
    changed: false,
    times: 1,
  },
}

const who = { name: 'Maya', property: 'Austin' }
const gained: AnyActivityRow = {
  ...common,
  kind: 'access.changed',
  data: {
    ...who,
    given: [
      { accessGroup: 'Employees', rules: ['Staff'] },
      { accessGroup: 'Lab', rules: ['Staff', 'Engineers'] },
    ],
    key: { what: 'issued' },
    role: { before: null, after: 'User' },
  },
}
const cause = 'All access ended.'
const lost: AnyActivityRow = {
  ...common,
  kind: 'access.changed',
  data: {
    ...who,
    taken: ['Employees', 'Lab'],
    key: { what: 'revoked', cause },
    cards: [
      { card: '4711', what: 'ended', cause },
      { card: '0815', what: 'suspended', cause },
    ],
    role: { before: 'User', after: null },
  },
}

describe('an opened entry', () => {
  it('of a request shows method, path, status, duration and the token by its ending alone', () => {
    expect(technicalOf(refused)).toEqual(
      expect.arrayContaining([
        { label: 'Request', value: 'POST /Users' },
        { label: 'Status', value: '401' },
        { label: 'Took', value: '4 ms' },
        { label: 'Token', value: 'ends in …k4Qz' },
      ]),
    )
  })

  it('of a refused request says what Entra was answered', () => {
    expect(outcomeOf(refused)).toBe('refused')
    expect(whyOf(refused)).toEqual(['Sequr answered Entra: “The token has expired.”'])
  })

  it('of a leaver says that no rule is asked', () => {
    const data = { ...refused.data, method: 'PATCH', status: 200, changed: true } as const
    const left: AnyActivityRow = {
      ...common,
      kind: 'scim.request',
      data: { ...data, turn: 'left' },
    }
    const moved: AnyActivityRow = { ...common, kind: 'scim.request', data }
    expect(whyOf(left).join()).toMatch(/whatever the rules say/)
    expect(whyOf(moved).join()).toMatch(/the rules decide anew/)
  })

  it('counts what its request caused', () => {
    const taken = {
      ...common,
      kind: 'access.taken',
      data: { name: 'Maya', accessGroup: 'Lab', property: 'Austin' },
    } as const
    const key = {
      ...common,
      kind: 'key.revoked',
      data: { name: 'Maya', property: 'Austin', cause: 'All access ended.' },
    } as const
    expect(causedWords([taken, taken, key])).toBe('2 access groups taken and 1 mobile key ended.')
    expect(causedWords([refused])).toBe('')
  })

  it('of what one decision changed tells each thing, and a cause that several share once', () => {
    expect(whyOf(gained)).toEqual([
      'The rule Staff matched: it gives Employees and Lab.',
      'The rule Engineers matched: it gives Lab.',
      'A rule of Austin says yes to a mobile key.',
    ])
    expect(whyOf(lost)).toEqual([
      'Nothing gives Employees and Lab any more: no rule matches, or the person has left.',
      'All access ended.',
    ])
    expect(changesOf(gained)).toEqual([
      { field: 'Employees, Austin', before: 'no access', after: 'access' },
      { field: 'Lab, Austin', before: 'no access', after: 'access' },
      { field: 'mobile key, Austin', before: null, after: 'waiting to be set up' },
      { field: 'role, Austin', before: null, after: 'User' },
    ])
    expect(changesOf(lost)).toEqual([
      { field: 'Employees, Austin', before: 'access', after: 'no access' },
      { field: 'Lab, Austin', before: 'access', after: 'no access' },
      { field: 'mobile key, Austin', before: 'working', after: 'ended' },
      { field: 'card …4711, Austin', before: 'working', after: 'ended' },
      { field: 'card …0815, Austin', before: 'working', after: 'suspended' },
      { field: 'role, Austin', before: 'User', after: null },
    ])
  })

  it('counts what one decision changed thing by thing, together with older entries', () => {
    const old = {
      ...common,
      kind: 'access.taken',
      data: { name: 'Ben', accessGroup: 'Lab', property: 'Austin' },
    } as const
    expect(causedWords([lost, old])).toBe(
      '3 access groups taken, 1 mobile key ended, 1 card ended, 1 card suspended and 1 role changed.',
    )
    expect(causedWords([gained, gained])).toBe(
      '4 access groups given, 2 mobile keys made and 2 roles changed.',
    )
  })

  it('of a change shows what was before and after', () => {
    const change = { field: 'Department', before: 'Sales', after: null }
    expect(
      changesOf({ ...common, kind: 'employee.updated', data: { name: 'Maya', changes: [change] } }),
    ).toEqual([change])
  })
})
