import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countGroups, countPeople, type GraphSession, readGroups, readTenant } from './graph'
import { startTestAuthority, type TestAuthority } from './test-authority'

let stub: TestAuthority
let session: GraphSession
beforeAll(async () => {
  stub = await startTestAuthority(new Date())
  session = { graphBase: stub.authority.graphBase, accessToken: 'opaque' }
})
beforeEach(() => {
  stub.answers.clear()
  stub.requests.length = 0
})
afterAll(() => stub.close())

function answer(path: string, status: number, body: unknown, headers?: Record<string, string>) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  stub.answers.set(path, () => ({ status, body: text, ...(headers ? { headers } : {}) }))
}

test('the tenant is told by name and default domain', async () => {
  answer('/organization', 200, {
    value: [
      {
        id: 'tid',
        displayName: 'Contoso',
        verifiedDomains: [{ name: 'a.example' }, { name: 'contoso.example', isDefault: true }],
      },
    ],
  })
  expect(await readTenant(session)).toEqual({
    id: 'tid',
    displayName: 'Contoso',
    verifiedDomain: 'contoso.example',
  })
})

test('counts are plain text, and asked with the header they need', async () => {
  answer('/users/$count', 200, '214')
  answer('/groups/$count', 200, '18')
  expect(await countPeople(session)).toBe(214)
  expect(await countGroups(session)).toBe(18)
  expect(stub.requests[0]?.headers).toMatchObject({
    consistencylevel: 'eventual',
    authorization: 'Bearer opaque',
  })
})

test('groups are read page by page', async () => {
  const page = (id: string) => ({ id, displayName: id })
  answer('skiptoken=2', 200, { value: [page('b')] })
  answer('/groups', 200, {
    value: [page('a')],
    '@odata.nextLink': `${session.graphBase}/v1.0/groups?$skiptoken=2`,
  })
  const { groups, complete } = await readGroups(session)
  expect(groups.map((group) => group.id)).toEqual(['a', 'b'])
  expect(complete).toBe(true)
})

test('the access token never follows a link to another host', async () => {
  answer('/groups', 200, { value: [], '@odata.nextLink': 'https://elsewhere.example/groups' })
  await expect(readGroups(session)).rejects.toMatchObject({ reason: 'unreachable' })
  expect(stub.requests).toHaveLength(1)
})

describe('what Graph refuses becomes one of our reasons', () => {
  test.each([
    [401, 'signedOut'],
    [403, 'notAllowed'],
    [429, 'busy'],
    [500, 'unreachable'],
    [302, 'unreachable'],
  ])('%i is %s', async (status, reason) => {
    answer('/organization', status, {}, { 'retry-after': '7' })
    await expect(readTenant(session)).rejects.toMatchObject({ reason })
  })

  test('an answer of another shape is not believed', async () => {
    answer('/organization', 200, { value: [] })
    await expect(readTenant(session)).rejects.toMatchObject({ reason: 'unreachable' })
    answer('/users/$count', 200, '')
    await expect(countPeople(session)).rejects.toMatchObject({ reason: 'unreachable' })
  })

  test('the pause that Graph asks for is kept', async () => {
    answer('/organization', 429, {}, { 'retry-after': '7' })
    await expect(readTenant(session)).rejects.toMatchObject({ retryAfterSeconds: 7 })
  })
})
