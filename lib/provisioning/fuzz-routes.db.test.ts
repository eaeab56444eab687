import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { openTestDatabase } from '@/db/testing/database'
import { openScimTestClient, type ScimTestClient, TEST_BASE_URL } from './scim-test-client'

/**
 * Bytes at every route with every verb. Whatever is sent, the answer is SCIM or empty, never a 5xx
 * (but the 501 of /Me) and never a page, and neither a neighbour nor another organisation changes.
 */
let db: Db
let close: () => Promise<void>
let client: ScimTestClient
let other: ScimTestClient
let ids: Record<'user' | 'group' | 'neighbour' | 'circle', string>
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
  client = await openScimTestClient(db)
  other = await openScimTestClient(db)
  const make = async (path: string, body: object) => (await client.send('POST', path, body)).body.id
  const neighbour = await make('/Users', { userName: 'neighbour', title: 'T' })
  ids = {
    neighbour,
    user: await make('/Users', { userName: 'victim' }),
    group: await make('/Groups', { displayName: 'victims' }),
    circle: await make('/Groups', { displayName: 'circle', members: [{ value: neighbour }] }),
  }
  await other.send('POST', '/Users', { userName: 'elsewhere' })
})
afterAll(async () => {
  await Promise.all([client.service.flush(), other.service.flush()])
  await close()
})

const DEEP = 20_000
const nasty = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '\u0000',
  '{"userName":"\\u0000"}',
  '{"userName":"\\ud800"}',
  '{"userName":"İ","USERNAME":"x"}',
  '{"__proto__":{"userName":"x"},"userName":"p"}',
  '{"userName":"q","constructor":{"prototype":{"active":false}}}',
  '{"Operations":[{"op":"add","path":"__proto__.active","value":false}]}',
  '{"Operations":[{"op":"add","value":{"__proto__":{"active":false}}}]}',
  '{"Operations":[{"op":"remove","path":"members[value eq \\"\\\\\\"]"}]}',
  '{"Operations":[{"op":"add","path":"members","value":[{"value":"\\u0000"}]}]}',
  '{"Operations":[{"method":"POST","path":"/Bulk","data":{}}]}',
  '{"Operations":[{"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"bulkId:a"}}]}',
  '{"filter":"userName eq \\"\\u0000\\"","sortBy":"__proto__"}',
  '{"filter":"emails[type eq \\"%\\" and not (value pr)]","count":-1,"startIndex":9e99}',
  '{"userName":1e400,"emails":{"value":{"value":{}}}}',
  `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  `{"userName":"deep","a":${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}}`,
  `{"title":"${'x'.repeat(200_000)}"}`,
]

const text = fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.toWellFormed())
const segment = fc.oneof(
  text.map(encodeURIComponent),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '%00',
    '%FF',
    '%',
    '..',
    '.search',
    'a'.repeat(5_000),
  ),
)
const path = fc.oneof(
  fc.constantFrom('Users', 'Groups', 'Bulk', 'Me', 'Schemas', 'ResourceTypes', '.search', ''),
  fc.constantFrom('ServiceProviderConfig', 'Users/.search', 'Groups/.search', 'oauth/token'),
  fc.constantFrom('user', 'group').map((of) => `${of === 'user' ? 'Users' : 'Groups'}/{${of}}`),
  fc.tuple(fc.constantFrom('Users', 'Groups', 'Schemas'), segment).map((parts) => parts.join('/')),
  fc.array(segment, { maxLength: 4 }).map((parts) => parts.join('/')),
)
const name = fc.constantFrom(
  'filter',
  'sortBy',
  'cursor',
  'count',
  'startIndex',
  'attributes',
  '__proto__',
)
const query = fc.oneof(
  fc.constant(''),
  fc
    .array(fc.tuple(name, segment), { maxLength: 3 })
    .map((pairs) => `?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`),
)
const bytes = fc.oneof(
  fc.constantFrom(...nasty).map((value) => Buffer.from(value)),
  fc.uint8Array({ maxLength: 60 }).map((value) => Buffer.from(value)),
  fc.json({ maxDepth: 4 }).map((value) => Buffer.from(value)),
)
const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'QUERY')
const headers: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    'content-type': fc.constantFrom('application/scim+json', 'text/html', 'x', ''),
    'if-match': fc.constantFrom('*', 'W/"1"', '"', 'W/', '1, 2', 'é'.repeat(3)),
    'if-none-match': fc.constantFrom('*', 'W/"1"', '"'),
    accept: fc.constantFrom('text/html', '*/*'),
  },
  { requiredKeys: [] },
)
const request = fc.record({ method, path, query, body: bytes, headers })
interface Sent {
  method: string
  path: string
  query: string
  body: Uint8Array
  headers: Record<string, string>
}

async function send({ method: verb, path: at, query: asked, body, headers: more }: Sent) {
  const where = at.replace('{user}', ids.user).replace('{group}', ids.group)
  const withBody = verb !== 'GET' && verb !== 'HEAD'
  const response = await client.service.handle(
    new Request(`${TEST_BASE_URL}/${where}${asked}`, {
      method: verb,
      headers: { ...more, authorization: `Bearer ${client.token}` },
      ...(withBody ? { body: new Uint8Array(body) } : {}),
    }),
  )
  return { response, body: await response.text() }
}

async function checkAnswer(sent: Sent): Promise<void> {
  const { response, body } = await send(sent)
  const is501 = response.status === 501 && /^\/?me/i.test(sent.path)
  expect(response.status < 500 || is501, `${response.status} ${body.slice(0, 200)}`).toBe(true)
  expect([301, 302, 303, 307, 308]).not.toContain(response.status)
  if (body === '') return
  expect(response.headers.get('content-type')).toMatch(/^application\/scim\+json/)
  expect(JSON.parse(body)).toBeTypeOf('object')
  expect(body.slice(0, 20)).not.toMatch(/<!doctype|<html/i)
}

const everythingElse = async () => [
  (await client.send('GET', `/Users/${ids.neighbour}`)).body,
  (await client.send('GET', `/Groups/${ids.circle}`)).body,
  (await other.send('GET', '/Users')).body,
]

describe('every route', () => {
  it('answers any bytes in SCIM form, and changes no neighbour and no other organisation', async () => {
    const before = await everythingElse()
    await fc.assert(fc.asyncProperty(request, checkAnswer), { numRuns: 1_200 })
    expect(await everythingElse()).toEqual(before)
    expect({}).not.toHaveProperty('userName')
    expect({}).not.toHaveProperty('active')
  }, 180_000)

  it.each(nasty.map((body, index) => [index, body] as const))(
    'takes the fixed example %i at every place where a body goes',
    async (_, body) => {
      const before = await everythingElse()
      const places: [string, string][] = [
        ['POST', 'Users'],
        ['POST', 'Groups'],
        ['POST', 'Bulk'],
        ['POST', '.search'],
        ['POST', 'Users/.search'],
        ['PUT', 'Users/{user}'],
        ['PATCH', 'Users/{user}'],
        ['PUT', 'Groups/{group}'],
        ['PATCH', 'Groups/{group}'],
      ]
      for (const [verb, at] of places) {
        await checkAnswer({
          method: verb,
          path: at,
          query: '',
          body: Buffer.from(body),
          headers: {},
        })
      }
      expect(await everythingElse()).toEqual(before)
    },
  )
})
