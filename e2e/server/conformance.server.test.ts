import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, newTestPostgres } from '@/db/testing/database'
import { playScenario, type Send } from '@/lib/scim/conformance/play'
import { scenarios } from '@/lib/scim/conformance/suite'
import {
  type BuiltServer,
  freePort,
  type Mount,
  newScimToken,
  startBuiltServer,
} from './built-server'
import { wireSend } from './wire'

const SCIM_HOST = 'scim.sequr.example'
const START_MS = 120_000
const FUZZ_RUNS = 300
const FUZZ_MS = 120_000

describe('the built server, SCIM beside Next', () => {
  const { send, sendTo } = useServer('self-hosted server')
  for (const scenario of scenarios) it(scenario.name, () => playScenario(scenario, send))

  it('reads a body that comes in pieces', () => createsInPieces(send))
  it('answers whatever a fuzzer sends in SCIM form', () => answersFuzzer(send), FUZZ_MS)
  it('refuses a method that no client of the web can send', () => refusesTrace(send))

  it('serves at the root of SCIM’s own host what any other host serves below /scim/v2', async () => {
    const body = JSON.stringify({ userName: 'ann@contoso.example' })
    const headers = { 'content-type': 'application/scim+json' }
    const create = { method: 'POST', path: '/Users', headers, body }
    const made = await sendTo({ host: SCIM_HOST, base: '' })(create)
    expect(made.status).toBe(201)
    const { id, meta } = JSON.parse(made.body) as { id: string; meta: { location: string } }
    expect(meta.location).toBe(`https://${SCIM_HOST}/Users/${id}`)
    const read = { method: 'GET', path: `/Users/${id}`, headers: {}, body: undefined }
    const below = await sendTo({ host: 'sequr.example', base: '/scim/v2' })(read)
    const atRoot = await sendTo({ host: SCIM_HOST, base: '' })(read)
    expect(atRoot).toMatchObject({ status: 200, body: below.body })
  })

  it.each([
    { host: 'sequr.example', base: '/scim' },
    { host: SCIM_HOST, base: '' },
  ])('answers for tokens beside the base of %o', async (at) => {
    await refusesClient(sendTo(at))
  })

  it('has no pages at SCIM’s own host, and no SCIM at the root of any other', async () => {
    const page = { method: 'GET', path: '/sign-in', headers: {}, body: undefined }
    const typeAt = async (host: string) =>
      (await sendTo({ host, base: '' })(page)).headers.get('content-type')
    expect(await typeAt(SCIM_HOST)).toContain('application/scim+json')
    expect(await typeAt('sequr.example')).toContain('text/html')
  })
})

describe('the built server, SCIM through the route files', () => {
  const { send, sendTo } = useServer('route files')
  for (const scenario of scenarios) it(scenario.name, () => playScenario(scenario, send))

  it('reads a body that comes in pieces', () => createsInPieces(send))
  it('answers whatever a fuzzer sends in SCIM form', () => answersFuzzer(send), FUZZ_MS)
  it('refuses a method that no client of the web can send', () => refusesTrace(send))

  it('answers for tokens beside the base', () => refusesClient(sendTo({ base: '/scim' })))
})

/** What frameworks give a meaning of their own, and what URLs are not made of. */
const fragments = [
  String.raw`/ // \ .. . % %ZZ %2F %2e %5C %00 %FF ? & = # ;`,
  'Users Groups users .search Bulk Me Schemas index 404 _error',
  '_next data .rsc .txt .json .segments [id] [[...path]] (a) @a *',
  '_rsc=1 nxtPpath=x __nextLocale=en filter= count= cursor= attributes=',
].flatMap((line) => line.split(' '))
const fuzzed = fc.record({
  method: fc.constantFrom(
    'GET',
    'HEAD',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'TRACE',
    'QUERY',
  ),
  path: fc
    .array(fc.constantFrom(...fragments), { maxLength: 8 })
    .map((parts) => `/${parts.join('')}`),
  headers: fc.subarray([
    ['rsc', '1'],
    ['next-action', 'x'],
    ['next-router-prefetch', '1'],
    ['next-url', '/sign-in'],
    ['x-nextjs-data', '1'],
    ['x-matched-path', '/sign-in'],
    ['x-middleware-subrequest', 'proxy'],
    ['accept', 'text/html'],
    ['content-type', 'multipart/form-data; boundary=x'],
    ['range', 'bytes=0-1'],
  ] as [string, string][]),
  body: fc.option(fc.oneof(fc.json(), fc.string()), { nil: undefined }),
})

async function answersFuzzer(send: Send): Promise<void> {
  const property = fc.asyncProperty(fuzzed, async ({ headers, ...request }) => {
    const answer = await send({ ...request, headers: Object.fromEntries(headers) })
    const isRefusalOrAnswer = (answer.status >= 200 && answer.status < 300) || answer.status >= 400
    expect(isRefusalOrAnswer, `${request.path}: ${answer.status}`).toBe(true)
    // Only what the protocol itself leaves out is a 501.
    if (answer.status !== 501) expect(answer.status).toBeLessThan(500)
    if (answer.body !== '') {
      expect(answer.headers.get('content-type')).toContain('application/scim+json')
    }
  })
  await fc.assert(property, { numRuns: FUZZ_RUNS })
}

async function createsInPieces(send: Send): Promise<void> {
  const headers = { 'content-type': 'application/scim+json', 'transfer-encoding': 'chunked' }
  const userName = `pieces-${crypto.randomUUID()}@contoso.example`
  const body = JSON.stringify({ userName })
  const answer = await send({ method: 'POST', path: '/Users', headers, body })
  expect(answer.status).toBe(201)
  expect(JSON.parse(answer.body)).toMatchObject({ userName })
}

async function refusesTrace(send: Send): Promise<void> {
  const answer = await send({ method: 'TRACE', path: '/Users', headers: {}, body: undefined })
  expect(answer.status).toBe(405)
  expect(answer.headers.get('content-type')).toContain('application/scim+json')
}

/** A client that nobody made is told so in OAuth's words (RFC 6749 section 5.2). */
async function refusesClient(send: Send): Promise<void> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = 'grant_type=client_credentials&client_id=nobody&client_secret=nothing'
  const answer = await send({ method: 'POST', path: '/oauth/token', headers, body })
  expect(answer.status).toBe(401)
  expect(JSON.parse(answer.body)).toMatchObject({ error: 'invalid_client' })
}

/** A server of its own for the tests of one `describe`, on a database of its own. */
function useServer(mount: Mount) {
  let database: FreshDatabase
  let server: BuiltServer
  let token: string
  beforeAll(async () => {
    database = await newTestPostgres()
    const options = { databaseUrl: database.url, port: await freePort(), scimHost: SCIM_HOST }
    token = await newScimToken(options, 'conformance')
    server = await startBuiltServer(mount, options)
  }, START_MS)
  afterAll(async () => {
    await server.stop()
    await database.drop()
  })
  const sendTo = (at: { host?: string; base?: string }) =>
    wireSend({ port: server.port, token, ...at })
  let kept: Send | undefined
  const send: Send = (request) => {
    kept ??= sendTo({})
    return kept(request)
  }
  return { send, sendTo }
}
