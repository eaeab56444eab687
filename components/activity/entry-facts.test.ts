import { describe, expect, it } from 'vitest'
import type { AnyActivityRow } from '@/lib/activity/schemas'
import { changesOf, fixOf, outcomeOf, technicalOf, whyOf } from './entry-facts'

const common = {
  id: 'act_1',
  at: new Date(0),
  actor: { kind: 'scim', tokenId: 'tok_1', tokenEnding: 'k4Qz' },
  subject: null,
  property: null,
  requestId: 'req_1',
} as const
const refused: AnyActivityRow = {
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
        { label: 'Answer', value: '401' },
        { label: 'Took', value: '4 ms' },
        { label: 'Token', value: 'ends in …k4Qz' },
      ]),
    )
  })

  it('of a refused request says why and where it is mended', () => {
    expect(outcomeOf(refused)).toBe('refused')
    expect(whyOf(refused)).toEqual(['The token has expired.'])
    expect(fixOf(refused)?.href).toBe('/integrations/azure/token')
  })

  it('of a change shows what was before and after', () => {
    const change = { field: 'Department', before: 'Sales', after: null }
    expect(
      changesOf({ ...common, kind: 'employee.updated', data: { name: 'Maya', changes: [change] } }),
    ).toEqual([change])
  })
})
