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

  it('of a change shows what was before and after', () => {
    const change = { field: 'Department', before: 'Sales', after: null }
    expect(
      changesOf({ ...common, kind: 'employee.updated', data: { name: 'Maya', changes: [change] } }),
    ).toEqual([change])
  })
})
