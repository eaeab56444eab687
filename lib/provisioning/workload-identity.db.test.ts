import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { openTestDatabase } from '@/db/testing/database'
import {
  createOAuthClient,
  readOAuthClient,
  revokeClientSecret,
  trustWorkload,
} from '@/lib/integrations/oauth-clients'
import { type Signer, startTestAuthority, type TestAuthority } from '@/lib/microsoft/test-authority'
import { openScimTestClient, type ScimTestClient } from './scim-test-client'
import { TokenEndpoint } from './token-endpoint'

const tenantId = '11111111-1111-4111-8111-111111111111'
const subject = '55555555-5555-4555-8555-555555555555'
const audience = '66666666-6666-4666-8666-666666666666'
const stranger = '77777777-7777-4777-8777-777777777777'
const HOUR_MS = 60 * 60 * 1000

let db: Db
let close: () => Promise<void>
let authority: TestAuthority
let sign: Signer
let client: ScimTestClient
let clientId: string
let now = new Date()
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
  authority = await startTestAuthority(now)
  sign = await authority.addKey('first', `${authority.authority.base}/{tenantid}/v2.0`)
  client = await openScimTestClient(db)
  ;({ clientId } = await createOAuthClient(client.ctx, { lifetime: '1y' }))
  await trustWorkload(client.ctx, { tenantId, subject, audience, lifetime: '3y' })
})
afterAll(async () => {
  await client.service.flush()
  await authority.close()
  await close()
})

function claims(changes: Record<string, unknown> = {}) {
  const seconds = Math.floor(now.getTime() / 1000)
  return {
    iss: `${authority.authority.base}/${tenantId}/v2.0`,
    sub: subject,
    tid: tenantId,
    aud: audience,
    nbf: seconds,
    exp: seconds + 3_600,
    ...changes,
  }
}

async function ask(assertion: string, more: Record<string, string> = {}) {
  const endpoint = new TokenEndpoint({
    db,
    authorityBase: authority.authority.base,
    now: () => now,
  })
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    ...more,
  })
  const response = await endpoint.handle(
    new Request('https://sequr.test/scim/oauth/token', { method: 'POST', body: form }),
  )
  return { status: response.status, body: await response.json() }
}

const refused = { status: 401, body: { error: 'invalid_client' } }

describe('E21: a workload that Entra vouches for', () => {
  it('15 Federated_Identity: exchanges the assertion for an hour of access, without a secret', async () => {
    const { status, body } = await ask(await sign(claims()))
    expect(status).toBe(200)
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 })
    const authorization = `Bearer ${body.access_token}`
    expect((await client.send('GET', '/Users?count=1', undefined, { authorization })).status).toBe(
      200,
    )
    const trusted = (await readOAuthClient(client.ctx))?.secrets.find((one) => one.workload)
    expect(trusted?.lastUsedAt).toEqual(now)
  })

  it('may be named with api:// in the audience', async () => {
    expect((await ask(await sign(claims({ aud: `api://${audience}` })))).status).toBe(200)
  })

  it.each([
    ['another issuer', { iss: 'https://sts.windows.net/x/' }],
    ['the issuer of another tenant', { iss: 'OTHER' }],
    ['another tenant', { tid: stranger }],
    ['no tenant', { tid: undefined }],
    ['another workload', { sub: stranger }],
    ['no subject', { sub: undefined }],
    ['another audience', { aud: stranger }],
    ['the audience of a scope', { aud: `api://${audience}/.default` }],
    ['several audiences', { aud: [audience, stranger] }],
    ['an end in the past', { exp: 1 }],
    ['no end', { exp: undefined }],
    ['a beginning in an hour', { nbf: Math.floor(Date.now() / 1000) + 3_600 }],
  ])('is refused with %s', async (_, changes: Record<string, unknown>) => {
    const iss = `${authority.authority.base}/${stranger}/v2.0`
    const assertion = await sign(claims(changes.iss === 'OTHER' ? { iss } : changes))
    expect(await ask(assertion)).toMatchObject(refused)
  })

  it('is refused without a signature, with another algorithm, and with somebody else’s key', async () => {
    const good = await sign(claims())
    const [header = '', payload = ''] = good.split('.')
    const none = Buffer.from('{"alg":"none","kid":"first"}').toString('base64url')
    const forger = await startTestAuthority(now)
    const forge = await forger.addKey('first', `${authority.authority.base}/{tenantid}/v2.0`)
    for (const assertion of [
      `${none}.${payload}.`,
      `${header}.${payload}.`,
      await forge(claims()),
      await sign(claims(), 'PS256').catch(() => 'x.y.z'),
      'x',
      '',
    ]) {
      expect(await ask(assertion), assertion.slice(0, 40)).toMatchObject(refused)
    }
    await forger.close()
  })

  it('is refused for another client, and with an assertion of another type', async () => {
    const other = await openScimTestClient(db)
    const theirs = await createOAuthClient(other.ctx, { lifetime: '1y' })
    const assertion = await sign(claims())
    expect(await ask(assertion, { client_id: theirs.clientId })).toMatchObject(refused)
    expect(await ask(assertion, { client_id: '' })).toMatchObject(refused)
    expect(await ask(assertion, { client_assertion_type: 'x' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    })
    await other.service.flush()
  })

  it('goes on when Microsoft’s keys roll, and is told to try again when they cannot be had', async () => {
    now = new Date(now.getTime() + HOUR_MS)
    const signAnew = await authority.addKey('second', `${authority.authority.base}/{tenantid}/v2.0`)
    expect((await ask(await signAnew(claims()))).status).toBe(200)
    now = new Date(now.getTime() + 30 * HOUR_MS)
    authority.answers.set('discovery', () => ({ status: 500, body: '' }))
    expect(await ask(await sign(claims()))).toMatchObject({
      status: 503,
      body: { error: 'temporarily_unavailable' },
    })
    authority.answers.delete('discovery')
    expect((await ask(await sign(claims()))).status).toBe(200)
  })

  it('is refused, and its tokens end, as soon as it is trusted no more', async () => {
    const { body } = await ask(await sign(claims()))
    const trusted = (await readOAuthClient(client.ctx))?.secrets.find((one) => one.workload)
    await revokeClientSecret(client.ctx, { secretId: trusted?.id ?? '' })
    const authorization = `Bearer ${body.access_token}`
    expect((await client.send('GET', '/Users', undefined, { authorization })).status).toBe(401)
    expect(await ask(await sign(claims()))).toMatchObject(refused)
  })

  it('of another organisation cannot be added without a client of one’s own', async () => {
    const other = await openScimTestClient(db)
    const input = { tenantId, subject, audience, lifetime: '1y' as const }
    await expect(trustWorkload(other.ctx, input)).rejects.toMatchObject({ code: 'not_found' })
    await other.service.flush()
  })
})
