import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type IdTokenExpectation, verifyIdToken } from './id-token'
import { type Signer, startTestAuthority, type TestAuthority, testTenant } from './test-authority'

const now = new Date('2026-11-24T10:00:00Z')
const seconds = now.getTime() / 1000
const otherTenant = '44444444-4444-4444-8444-444444444444'
const personalTenant = '9188040d-6c67-4c5b-b112-36a304b66dad'

let stub: TestAuthority
let sign: Signer
beforeAll(async () => {
  stub = await startTestAuthority(now)
  sign = await stub.addKey('any-tenant', `${stub.authority.base}/{tenantid}/v2.0`)
})
afterAll(() => stub.close())

function verify(token: string, changes: Partial<IdTokenExpectation> = {}) {
  return verifyIdToken(token, { authority: stub.authority, nonce: 'the nonce', now, ...changes })
}
const refusedFor = (reason: string) => expect.objectContaining({ reason })

test('a token that meets every row of the list gives its claims', async () => {
  const claims = await verify(await sign(stub.claims()), { expectedTenant: testTenant })
  expect(claims).toMatchObject({ tid: testTenant, name: 'Maya Chen' })
})

describe('a token is refused', () => {
  const rows: [string, Record<string, unknown>][] = [
    ['of another issuer', { iss: 'https://login.microsoftonline.com/x/v2.0' }],
    ['whose issuer names another tenant than tid', { tid: otherTenant }],
    ['whose issuer has a trailing slash', { iss: 'SLASH' }],
    ['for another application', { aud: otherTenant }],
    ['for several applications', { aud: ['33333333-3333-4333-8333-333333333333', otherTenant] }],
    ['of another sign-in', { nonce: 'another nonce' }],
    ['without a nonce', { nonce: undefined }],
    ['that expired more than five minutes ago', { exp: seconds - 301 }],
    ['without an expiry', { exp: undefined }],
    ['that begins in more than five minutes', { nbf: seconds + 301 }],
    ['issued in the future', { iat: seconds + 301 }],
    ['of version 1.0', { ver: '1.0' }],
    ['without an object id', { oid: undefined }],
    ['whose tenant is no GUID', { tid: 'contoso.example' }],
    ['whose tenant is in capitals', { tid: 'ABCDEFAB-1111-4111-8111-111111111111' }],
  ]
  test.each(rows)('%s', async (_, changes) => {
    const iss = changes.iss === 'SLASH' ? `${stub.authority.issuerFor(testTenant)}/` : undefined
    const token = await sign(stub.claims({ ...changes, ...(iss ? { iss } : {}) }))
    await expect(verify(token)).rejects.toEqual(refusedFor('badToken'))
  })

  test('of a personal account, even signed well', async () => {
    const iss = stub.authority.issuerFor(personalTenant)
    const token = await sign(stub.claims({ tid: personalTenant, iss }))
    await expect(verify(token)).rejects.toEqual(refusedFor('personalAccount'))
  })

  test('of another tenant than the one the flow was begun for', async () => {
    const token = await sign(stub.claims())
    await expect(verify(token, { expectedTenant: otherTenant })).rejects.toEqual(
      refusedFor('wrongTenant'),
    )
  })

  test('signed with a key that may sign for another tenant alone', async () => {
    const signAsOther = await stub.addKey('other-only', stub.authority.issuerFor(otherTenant))
    const later = new Date(now.getTime() + 61_000)
    const token = await signAsOther(stub.claims())
    await expect(verify(token, { now: later })).rejects.toEqual(refusedFor('badToken'))
  })

  test('signed with a key that says nothing of its issuer', async () => {
    const signBare = await stub.addKey('no-issuer')
    const later = new Date(now.getTime() + 130_000)
    const token = await signBare(stub.claims())
    await expect(verify(token, { now: later })).rejects.toEqual(refusedFor('badToken'))
  })

  test('without a signature', async () => {
    const token = new UnsecuredJWT(stub.claims()).encode()
    await expect(verify(token)).rejects.toEqual(refusedFor('badToken'))
  })

  test('in another algorithm than RS256, even with our key id', async () => {
    const hmac = await new SignJWT(stub.claims())
      .setProtectedHeader({ alg: 'HS256', kid: 'any-tenant' })
      .sign(new TextEncoder().encode('a public key used as a shared secret'))
    await expect(verify(hmac)).rejects.toEqual(refusedFor('badToken'))
  })

  test('signed by a stranger under our key id', async () => {
    const { privateKey } = await generateKeyPair('RS256')
    const token = await new SignJWT(stub.claims())
      .setProtectedHeader({ alg: 'RS256', kid: 'any-tenant' })
      .sign(privateKey)
    await expect(verify(token)).rejects.toEqual(refusedFor('badToken'))
  })

  test('that is no token at all', async () => {
    await expect(verify('a.b.c')).rejects.toEqual(refusedFor('badToken'))
  })
})

describe('keys', () => {
  test('are fetched again for an unknown key id, once a minute at most', async () => {
    const other = await startTestAuthority(now)
    const keyed = await other.addKey('first', `${other.authority.base}/{tenantid}/v2.0`)
    const options = { authority: other.authority, nonce: 'the nonce' }
    await verifyIdToken(await keyed(other.claims()), { ...options, now })
    const rolled = await other.addKey('second', `${other.authority.base}/{tenantid}/v2.0`)
    const token = await rolled(other.claims())
    await expect(verifyIdToken(token, { ...options, now })).rejects.toEqual(refusedFor('badToken'))
    expect(other.requests).toHaveLength(1)
    const later = new Date(now.getTime() + 61_000)
    await expect(verifyIdToken(token, { ...options, now: later })).resolves.toBeDefined()
    expect(other.requests).toHaveLength(2)
    await other.close()
  })

  test('that cannot be had are told apart from a bad token', async () => {
    const gone = await startTestAuthority(now)
    const keyed = await gone.addKey('first', `${gone.authority.base}/{tenantid}/v2.0`)
    const token = await keyed(gone.claims())
    await gone.close()
    await expect(
      verifyIdToken(token, { authority: gone.authority, nonce: 'the nonce', now }),
    ).rejects.toEqual(refusedFor('unreachable'))
  })
})
