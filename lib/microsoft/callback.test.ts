import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { beginSignIn, type SignInFlow } from './authorize'
import { finishSignIn } from './callback'
import { connectScopes } from './scopes'
import { type Signer, startTestAuthority, type TestAuthority, testTenant } from './test-authority'

const now = new Date('2026-11-24T10:00:00Z')
const redirectUri = 'http://localhost:3000/api/auth/microsoft/callback'
const flow: SignInFlow = { state: 'the state', nonce: 'the nonce', verifier: 'the verifier' }

let stub: TestAuthority
let sign: Signer
beforeAll(async () => {
  stub = await startTestAuthority(now)
  sign = await stub.addKey('any-tenant', `${stub.authority.base}/{tenantid}/v2.0`)
})
beforeEach(async () => {
  stub.requests.length = 0
  answerTokens(200, {
    token_type: 'Bearer',
    scope: 'openid profile User.Read https://graph.microsoft.com/groupmember.read.all',
    access_token: 'opaque',
    id_token: await sign(stub.claims()),
  })
})
afterAll(() => stub.close())

function answerTokens(status: number, body: unknown) {
  stub.answers.set('/oauth2/v2.0/token', () => ({ status, body: JSON.stringify(body) }))
}

function finish(params: Record<string, string>) {
  return finishSignIn({
    authority: stub.authority,
    flow,
    callbackParams: new URLSearchParams(params),
    redirectUri,
    scopes: connectScopes,
    now,
  })
}
const refusedFor = (reason: string) => expect.objectContaining({ reason })

test('the address for the browser carries a challenge, never the verifier or more than was asked', () => {
  const { url, flow: begun } = beginSignIn({
    authority: stub.authority,
    redirectUri,
    scopes: ['openid', 'profile'],
  })
  const sent = new URL(url)
  expect(sent.pathname).toBe('/organizations/oauth2/v2.0/authorize')
  expect(sent.searchParams.get('scope')).toBe('openid profile')
  expect(sent.searchParams.get('code_challenge')).toBe(
    createHash('sha256').update(begun.verifier).digest('base64url'),
  )
  expect(url).not.toContain(begun.verifier)
  expect(new Set([begun.state, begun.nonce, begun.verifier]).size).toBe(3)
})

test('a good callback gives the person, an access token, and what was not granted', async () => {
  const signedIn = await finish({ state: 'the state', code: 'a code' })
  expect(signedIn.claims.tid).toBe(testTenant)
  expect(signedIn.accessToken).toBe('opaque')
  expect(signedIn.grantedScopes).toContain('groupmember.read.all')
  expect(signedIn.missingScopes).toEqual(['User.ReadBasic.All'])
  const sent = new URLSearchParams(
    stub.requests.find((request) => request.path.endsWith('/token'))?.body,
  )
  expect(sent.get('code_verifier')).toBe('the verifier')
  expect(sent.get('redirect_uri')).toBe(redirectUri)
})

describe('a callback without our state is refused before anything else', () => {
  test.each([
    ['a wrong state', { state: 'another', code: 'a code' }],
    ['no state', { code: 'a code' }],
    ['a wrong state and an error', { state: 'another', error: 'access_denied' }],
  ])('%s', async (_, params) => {
    await expect(finish(params as Record<string, string>)).rejects.toEqual(
      refusedFor('stateMismatch'),
    )
    expect(stub.requests).toHaveLength(0)
  })
})

describe('what Microsoft says becomes one of our reasons', () => {
  test.each([
    [{ error: 'access_denied', error_description: 'AADSTS65004: declined' }, 'declined'],
    [{ error: 'access_denied', error_subcode: 'cancel' }, 'cancelled'],
    [{ error: 'access_denied', error_description: 'AADSTS90094: admin' }, 'needsAdminApproval'],
    [{ error: 'access_denied', error_description: 'AADSTS50020: guest' }, 'personalAccount'],
    [{ error: 'access_denied', error_description: 'AADSTS53003: policy' }, 'blockedByPolicy'],
    [{ error: 'temporarily_unavailable' }, 'unreachable'],
    [{ error: 'invalid_request', error_description: 'AADSTS50011: reply' }, 'configuration'],
    [{}, 'configuration'],
  ])('%j', async (params, reason) => {
    await expect(
      finish({ state: 'the state', ...(params as Record<string, string>) }),
    ).rejects.toEqual(refusedFor(reason))
  })

  test.each([
    [400, { error: 'invalid_grant', error_codes: [54005] }, 'expiredFlow'],
    [400, { error: 'invalid_grant', error_codes: [65001] }, 'needsAdminApproval'],
    [401, { error: 'invalid_client', error_codes: [7000215] }, 'configuration'],
    [503, { error: 'server_error' }, 'unreachable'],
    [200, { token_type: 'Bearer', access_token: 'opaque' }, 'badToken'],
    [302, {}, 'unreachable'],
  ])('token endpoint %i %j', async (status, body, reason) => {
    answerTokens(status, body)
    await expect(finish({ state: 'the state', code: 'a code' })).rejects.toEqual(refusedFor(reason))
  })

  test('with the trace id that support asks for', async () => {
    const traceId = '0d1f5a3c-7b1e-4c55-9f0e-2f1f6d1e9a00'
    answerTokens(400, { error: 'invalid_grant', error_codes: [54005], trace_id: traceId })
    await expect(finish({ state: 'the state', code: 'a code' })).rejects.toMatchObject({
      reference: traceId,
    })
  })
})
