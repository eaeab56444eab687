import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Db } from '@/db/client'
import { openTestDatabase } from '@/db/testing/database'
import { memorySend } from '@/lib/scim/conformance/memory-send'
import { createMemoryStores } from '@/lib/scim/memory-store'
import { readDirectory } from '../directory'
import { changeMember, changePerson, editPerson } from '../edit'
import { saveJob } from './job'
import { provisionOnDemand, runCycle, testConnection } from './run-cycle'

/** The engine over real HTTP against the SCIM core with its memory store, in both dialects. */
const TOKEN = 'practice-token'
const pasted = { method: 'token', token: TOKEN } as const
let db: Db
let close: () => Promise<void>
let server: Server
let base: string
let send = memorySend()
const seen: string[] = []

/** What the token endpoint gives: for how many requests, and for how long. */
const lasting = { usesMax: Number.POSITIVE_INFINITY, seconds: 3600 }
let oauth = lasting
/** How many of the next requests come too fast. */
let refusals = 0
/** The token of the client, and for how many requests it works. */
let fetched: { token: string; usesLeft: number } | undefined

/** An id and a secret that look different once they are encoded. */
const client = () => ({
  method: 'client' as const,
  tenantUrl: `${base}/scim/v2`,
  tokenEndpoint: `${base}/oauth/token`,
  clientId: 'client one',
  clientSecret: 'säcret:+/',
})
const BASIC = Buffer.from('client+one:s%C3%A4cret%3A%2B%2F').toString('base64')
const tokenRequests = () => seen.filter((one) => one.startsWith('POST /oauth/token')).length

function grant(authorization: string | undefined) {
  if (authorization !== `Basic ${BASIC}`) return { status: 401, body: '{"error":"invalid_client"}' }
  fetched = { token: crypto.randomUUID(), usesLeft: oauth.usesMax }
  const answered = { access_token: fetched.token, token_type: 'Bearer', expires_in: oauth.seconds }
  return { status: 200, body: JSON.stringify(answered) }
}

function mayPass(authorization: string | undefined): boolean {
  if (authorization === `Bearer ${TOKEN}`) return true
  if (!fetched || authorization !== `Bearer ${fetched.token}`) return false
  return fetched.usesLeft-- > 0
}

async function answer(request: IncomingMessage) {
  const { method = '', url = '', headers } = request
  const body = await text(request)
  seen.push(`${method} ${url} ${body}`)
  if (url === '/oauth/token') return grant(headers.authorization)
  if (!mayPass(headers.authorization)) return { status: 401, body: '{}' }
  if (refusals > 0) {
    refusals -= 1
    return { status: 429, body: '{}' }
  }
  const wire = { method, path: url.replace('/scim/v2', ''), headers: {}, body: body || undefined }
  return send(wire)
}

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
  server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/scim+json' })
      response.end(body)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  // The engine pushes to its own installation alone, which is this server for the test.
  vi.stubEnv('APP_URL', base)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  server.close()
  await close()
})
beforeEach(() => {
  send = memorySend(createMemoryStores())
  seen.length = 0
  oauth = lasting
  refusals = 0
  fetched = undefined
})

async function begin(tenantUrl: string) {
  // Another address, so that the link table of the test before is not taken over.
  await saveJob(db, { tenantUrl: `${base}/elsewhere`, ...pasted })
  await saveJob(db, { tenantUrl, ...pasted })
  return (await runCycle(db, new Date())).summary
}

const writes = ({ POST, PATCH, DELETE }: { POST: number; PATCH: number; DELETE: number }) =>
  POST + PATCH + DELETE

describe.each(['', '/?aadOptscim062020'])('a cycle with the tenant URL /scim/v2%s', (suffix) => {
  const tenantUrl = () => `${base}/scim/v2${suffix}`

  it('E25: brings everybody in scope, and a second one without a change writes nothing', async () => {
    const { people, groups } = await readDirectory(db)
    const first = await begin(tenantUrl())
    expect(first).toMatchObject({ result: 'succeeded', created: people.length + groups.length })
    const { summary: second } = await runCycle(db, new Date())
    expect(second.result).toBe('succeeded')
    expect(writes(second.requests)).toBe(0)
  })

  it('sends only what changed: a department, a leaver, one who returns, a member', async () => {
    await begin(tenantUrl())
    const { people, groups } = await readDirectory(db)
    const [person] = people
    const [group] = groups
    if (!person || !group) throw new Error('the practice directory is empty')
    const change = async (work: () => Promise<void>) => {
      await work()
      const { summary } = await runCycle(db, new Date())
      expect(summary.result).toBe('succeeded')
      return { ...summary, writes: writes(summary.requests) }
    }
    const id = person.id
    const now = new Date()
    const edited = await change(() => editPerson(db, id, { ...person, department: 'Moved' }))
    expect(edited).toMatchObject({ updated: 1, writes: 1 })
    const left = await change(() => changePerson(db, { id, verb: 'disable', now }))
    expect(left).toMatchObject({ disabled: 1, writes: 1 })
    const back = await change(() => changePerson(db, { id, verb: 'enable', now }))
    expect(back).toMatchObject({ updated: 1, writes: 1 })
    const member = !group.memberIds.includes(id)
    const moved = await change(() => changeMember(db, { groupId: group.id, personId: id, member }))
    expect(moved).toMatchObject({ memberships: 1, writes: 1 })
    await editPerson(db, id, person)
    await changeMember(db, { groupId: group.id, personId: id, member: !member })
  })
})

describe('the connection', () => {
  it('is tested with searches for nobody, and a wrong token is told as Entra tells it', async () => {
    const good = await testConnection({ tenantUrl: `${base}/scim/v2`, ...pasted })
    expect(good.passed).toBe(true)
    expect(seen.every((request) => request.startsWith('GET'))).toBe(true)
    const bad = await testConnection({ tenantUrl: `${base}/scim/v2`, ...pasted, token: 'wrong' })
    expect(bad).toMatchObject({
      passed: false,
      sentence: expect.stringContaining('InvalidCredentials'),
    })
  })

  it('is never made to another host', async () => {
    const elsewhere = { tenantUrl: 'https://example.com/scim/v2', ...pasted }
    await expect(testConnection(elsewhere)).rejects.toMatchObject({
      code: 'invalid',
      field: 'tenantUrl',
    })
    await expect(saveJob(db, elsewhere)).rejects.toMatchObject({ code: 'invalid' })
    const stranger = { ...client(), tokenEndpoint: 'https://example.com/oauth/token' }
    await expect(testConnection(stranger)).rejects.toMatchObject({
      code: 'invalid',
      field: 'tokenEndpoint',
    })
    expect(seen).toEqual([])
  })

  it('that breaks in a cycle ends it, keeps what was linked, and says why', async () => {
    await saveJob(db, { tenantUrl: `${base}/scim/v2`, ...pasted, token: 'revoked' })
    const { summary } = await runCycle(db, new Date())
    expect(summary.result).toBe('failed')
    expect(summary.failures[0]?.code).toContain('InvalidCredentials')
    expect(summary.created).toBe(0)
  })
})

describe('an engine that is told to slow down', () => {
  it('waits as long as was said, and misses nobody', async () => {
    await saveJob(db, { tenantUrl: `${base}/elsewhere`, ...pasted })
    await saveJob(db, { tenantUrl: `${base}/scim/v2`, ...pasted })
    refusals = 3
    const { summary } = await runCycle(db, new Date())
    expect(refusals).toBe(0)
    expect(summary).toMatchObject({ result: 'succeeded', failures: [] })
  })
})

describe('OAuth client credentials', () => {
  it('fetch one token for a whole cycle, which writes nothing the second time', async () => {
    await saveJob(db, { tenantUrl: `${base}/elsewhere`, ...pasted })
    await saveJob(db, client())
    expect((await runCycle(db, new Date())).summary.result).toBe('succeeded')
    expect(tokenRequests()).toBe(1)
    const { summary } = await runCycle(db, new Date())
    expect(writes(summary.requests)).toBe(0)
  })

  it('renew a token that is refused in the middle of a cycle, and one that is about to run out', async () => {
    await saveJob(db, { tenantUrl: `${base}/elsewhere`, ...pasted })
    await saveJob(db, client())
    oauth = { ...oauth, usesMax: 10 }
    const { summary } = await runCycle(db, new Date())
    expect(summary.result).toBe('succeeded')
    expect(tokenRequests()).toBeGreaterThan(2)
    oauth = { usesMax: Number.POSITIVE_INFINITY, seconds: 59 }
    seen.length = 0
    expect((await testConnection(client())).passed).toBe(true)
    expect(tokenRequests(), 'one for each of two requests').toBe(2)
  })

  it('that are wrong are told as Entra tells it, without the secret', async () => {
    const { passed, sentence } = await testConnection({ ...client(), clientSecret: 'mistyped' })
    expect(passed).toBe(false)
    expect(sentence).toContain('InvalidCredentials')
    expect(sentence).toContain('invalid_client')
    expect(sentence).not.toContain('mistyped')
  })
})

describe('provisioning on demand', () => {
  it('E25: brings one person at once, and a second time changes nothing', async () => {
    await saveJob(db, { tenantUrl: `${base}/elsewhere`, ...pasted })
    await saveJob(db, { tenantUrl: `${base}/scim/v2`, ...pasted })
    const [person] = (await readDirectory(db)).people
    const id = person?.id ?? ''
    expect((await provisionOnDemand(db, id, new Date())).summary).toMatchObject({ created: 1 })
    const again = (await provisionOnDemand(db, id, new Date())).summary
    expect(writes(again.requests)).toBe(0)
  })
})
