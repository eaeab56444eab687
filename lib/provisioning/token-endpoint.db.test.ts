import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import {
  createOAuthClient,
  type NewClientSecret,
  revokeClientSecret,
} from '@/lib/integrations/oauth-clients'
import { openScimTestClient, type ScimTestClient } from './scim-test-client'
import { TokenEndpoint } from './token-endpoint'

let db: Db
let close: () => Promise<void>
let statements = 0
let client: ScimTestClient
let made: NewClientSecret
let endpoint: TokenEndpoint
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase(() => statements++))
  client = await openScimTestClient(db)
  made = await createOAuthClient(client.ctx, { lifetime: '1y' })
  endpoint = new TokenEndpoint({ db, authorityBase: NO_AUTHORITY, now: clock() })
})
afterAll(async () => {
  await client.service.flush()
  await close()
})

/** Time runs faster here than in the world, so that only the tests of limits meet them. */
function clock(stepMs = 5_000) {
  let readings = 0
  return () => new Date(Date.now() + stepMs * readings++)
}

/** Nobody is asked there: these tests show secrets alone. */
const NO_AUTHORITY = 'https://login.invalid'
const GRANT = { grant_type: 'client_credentials' }
const FORM = 'application/x-www-form-urlencoded'
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
})
const inBody = () => ({ client_id: made.clientId, client_secret: made.secret })

async function ask(
  form: Record<string, string> | string,
  headers: Record<string, string> = {},
  { method = 'POST', to = endpoint } = {},
) {
  const body = typeof form === 'string' ? form : new URLSearchParams(form).toString()
  const response = await to.handle(
    new Request('https://sequr.test/scim/oauth/token', {
      method,
      headers: { 'content-type': FORM, ...headers },
      ...(method === 'GET' ? {} : { body }),
    }),
  )
  return { status: response.status, headers: response.headers, body: await response.json() }
}

function readUsers(token: unknown) {
  const authorization = `Bearer ${String(token)}`
  return client.send('GET', '/Users?count=1', undefined, { authorization })
}

describe('E20: OAuth 2.0 client credentials', () => {
  it.each([
    ['client_secret_basic', () => GRANT, () => basic(made.clientId, made.secret)],
    ['client_secret_post', () => ({ ...GRANT, ...inBody() }), () => ({})],
    ['both at once', () => ({ ...GRANT, ...inBody() }), () => basic(made.clientId, made.secret)],
    ['with a scope', () => ({ ...GRANT, ...inBody(), scope: 'a b' }), () => ({})],
    [
      'form-encoded inside Basic',
      () => GRANT,
      () => basic(made.clientId.replaceAll('_', '%5F'), made.secret.replaceAll('_', '%5f')),
    ],
  ])('%s: an hour of access, in two statements a read like any token', async (_, form, headers) => {
    const answer = await ask(form(), headers())
    expect(answer).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', expires_in: 3600, access_token: expect.any(String) },
    })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    statements = 0
    expect((await readUsers(answer.body.access_token)).status).toBe(200)
    expect(statements).toBe(2)
  })

  it('15 Validate_Credentials: a token lives between 60 and 360 minutes', async () => {
    const { body } = await ask({ ...GRANT, ...inBody() })
    expect(body.expires_in).toBeGreaterThanOrEqual(60 * 60)
    expect(body.expires_in).toBeLessThanOrEqual(360 * 60)
    expect((await readUsers(body.access_token)).status).toBe(200)
  })

  it('ends access at once when the secret is revoked, and says which secret it was', async () => {
    const { ctx, service, send } = await openScimTestClient(db)
    const own = await createOAuthClient(ctx, { lifetime: '1y' })
    const headers = basic(own.clientId, own.secret)
    const { body } = await ask(GRANT, headers)
    await revokeClientSecret(ctx, own)
    const authorization = `Bearer ${body.access_token}`
    const refused = await send('GET', '/Users', undefined, { authorization })
    expect(refused.status).toBe(401)
    expect(refused.body.detail).toContain(`client secret ending in ${own.ending} was revoked`)
    expect(await ask(GRANT, headers)).toMatchObject({
      status: 401,
      body: { error: 'invalid_client', error_description: expect.stringContaining(own.ending) },
    })
    await service.flush()
  })

  it('asks for another token when the hour is over', async () => {
    const early = new TokenEndpoint({
      db,
      authorityBase: NO_AUTHORITY,
      now: () => new Date(Date.now() - 3_700_000),
    })
    const { body } = await ask({ ...GRANT, ...inBody() }, {}, { to: early })
    const refused = await readUsers(body.access_token)
    expect(refused.status).toBe(401)
    expect(refused.body.detail).toContain('Fetch another from the token endpoint')
  })

  it('stands in the request log under the ending of the secret', async () => {
    const { body } = await ask({ ...GRANT, ...inBody() })
    await readUsers(body.access_token)
    await client.service.flush()
    const rows = await db
      .select({ actor: activity.actor })
      .from(activity)
      .where(eq(activity.organizationId, client.ctx.organizationId))
    expect(JSON.stringify(rows)).toContain(`"tokenEnding":"${made.ending}"`)
  })
})

describe('a token request that cannot be answered', () => {
  const wrong = 'sqr_client_nobody'
  it.each([
    ['no credentials at all', GRANT, {}],
    ['an id alone', { ...GRANT, client_id: 'x' }, {}],
    ['a wrong secret', { ...GRANT, client_id: 'oac_x', client_secret: wrong }, {}],
    ['a wrong secret in the header', GRANT, basic('oac_x', wrong)],
    ['a header that is no pair', GRANT, { authorization: 'Basic eA==' }],
    ['a header that is no base64', GRANT, { authorization: 'Basic ***' }],
    ['a Bearer header', GRANT, { authorization: 'Bearer x' }],
  ])('with %s is invalid_client, 401 with WWW-Authenticate', async (_, form, headers) => {
    const answer = await ask(form, headers as Record<string, string>)
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm=/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(JSON.stringify(answer.body)).not.toContain(wrong)
  })

  it('is refused with the words of RFC 6749 for each fault of its form', async () => {
    const faults: [string, Record<string, string> | string, Record<string, string>, number][] = [
      ['unsupported_grant_type', { ...inBody(), grant_type: 'password' }, {}, 400],
      ['invalid_request', inBody(), {}, 400],
      ['invalid_request', '', {}, 400],
      ['invalid_request', 'grant_type=client_credentials&grant_type=client_credentials', {}, 400],
      [
        'invalid_request',
        '{"grant_type":"client_credentials"}',
        { 'content-type': 'application/json' },
        400,
      ],
      ['invalid_request', { ...GRANT, ...inBody() }, basic(made.clientId, 'another'), 400],
      ['invalid_scope', { ...GRANT, ...inBody(), scope: 'a"b' }, {}, 400],
      ['invalid_request', `grant_type=client_credentials&x=${'x'.repeat(9_000)}`, {}, 413],
    ]
    for (const [error, form, headers, status] of faults) {
      expect(await ask(form, headers), String(form)).toMatchObject({ status, body: { error } })
    }
  })

  it('by another method is 405 and names POST', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await ask(GRANT, {}, { method })
      expect(answer.status).toBe(405)
      expect(answer.headers.get('allow')).toBe('POST')
    }
  })

  it('again and again from one address is slowed down there and nowhere else', async () => {
    const still = new Date()
    const to = new TokenEndpoint({ db, authorityBase: NO_AUTHORITY, now: () => still })
    const from = (address: string) => ({ 'x-forwarded-for': address })
    const statuses: number[] = []
    for (let i = 0; i < 40; i++) statuses.push((await ask(GRANT, from('192.0.2.1'), { to })).status)
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 401))
    const limited = await ask(GRANT, from('192.0.2.1'), { to })
    expect(limited.status).toBe(429)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask(GRANT, from('192.0.2.2'), { to })).status).toBe(401)
    const good = await ask({ ...GRANT, ...inBody() }, from('192.0.2.1'), { to })
    expect(good.status, 'a good secret never waits for a guesser').toBe(200)
  })

  it('never meets a 5xx, whatever a fuzzer sends', async () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\0', '%', '%zz', '&', '=', made.clientId, made.secret, '__proto__'),
    )
    const pair = fc.tuple(odd, odd).map(([id, secret]) => basic(id, secret).authorization)
    const headers = fc.record(
      {
        authorization: fc.oneof(
          pair,
          odd.map((text) => `Basic ${encodeURIComponent(text.toWellFormed())}`),
        ),
      },
      { requiredKeys: [] },
    )
    const form = fc.oneof(
      odd.map((text) => text.toWellFormed()),
      fc.record({
        grant_type: fc.constantFrom('client_credentials', 'x', ''),
        client_id: odd.map((text) => text.toWellFormed()),
        client_secret: odd.map((text) => text.toWellFormed()),
      }),
    )
    await fc.assert(
      fc.asyncProperty(form, headers, async (sent, more) => {
        const { status, body } = await ask(sent, more)
        expect(status).toBeLessThan(500)
        if (status !== 200) expect(body.error).toEqual(expect.any(String))
      }),
      { numRuns: 300 },
    )
  })
})
