import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import { newTestOrganization, openTestPostgres } from '@/db/testing/database'
import { startTestAuthority, type TestAuthority, testTenant } from '@/lib/microsoft/test-authority'
import { askReadings } from './ask-reading'
import { connectTenant } from './setup'

let database: DatabaseHandle
let stub: TestAuthority

beforeAll(async () => {
  database = await openTestPostgres()
  stub = await startTestAuthority(new Date())
  vi.stubEnv('ENTRA_CLIENT_ID', stub.authority.clientId)
  vi.stubEnv('ENTRA_CLIENT_SECRET', stub.authority.clientSecret)
  vi.stubEnv('ENTRA_AUTHORITY_BASE', stub.authority.base)
  vi.stubEnv('GRAPH_BASE', stub.authority.graphBase)
})
afterAll(async () => {
  await database.close()
  await stub.close()
  vi.unstubAllEnvs()
})

it('of servers that look at the same moment one asks, so a refresh token is never used twice', async () => {
  const { ctx } = await newTestOrganization(database.db)
  const scope = 'User.Read User.ReadBasic.All GroupMember.Read.All'
  await connectTenant(ctx, {
    kind: 'microsoft',
    tenantId: testTenant,
    name: 'Contoso Ltd',
    domain: null,
    account: 'maya@contoso.com',
    grantedScopes: scope.split(' '),
    refreshToken: 'of this test alone',
    people: null,
    groups: null,
  })
  const body = { token_type: 'Bearer', scope, access_token: 'opaque', refresh_token: 'the next' }
  stub.answers.set('/oauth2/v2.0/token', () => ({ status: 200, body: JSON.stringify(body) }))
  stub.answers.set('$count', () => ({ status: 200, body: '1' }))
  const later = new Date(ctx.now.getTime() + 15 * 60_000)

  await Promise.all(Array.from({ length: 6 }, () => askReadings(database.db, later)))

  const asked = stub.requests.filter(({ body: sent }) => sent.includes('of+this+test+alone'))
  expect(asked).toHaveLength(1)
})
