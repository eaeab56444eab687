import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { integrations } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { startTestAuthority, type TestAuthority, testTenant } from '@/lib/microsoft/test-authority'
import { askReadings } from './ask-reading'
import { groupsUnreadableSince } from './permissions'
import { connectTenant } from './setup'

const ALL = 'User.Read User.ReadBasic.All GroupMember.Read.All'
let db: Db
let close: () => Promise<void>
let ctx: Context
let stub: TestAuthority

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
  stub = await startTestAuthority(new Date())
  vi.stubEnv('ENTRA_CLIENT_ID', stub.authority.clientId)
  vi.stubEnv('ENTRA_CLIENT_SECRET', stub.authority.clientSecret)
  vi.stubEnv('ENTRA_AUTHORITY_BASE', stub.authority.base)
  vi.stubEnv('GRAPH_BASE', stub.authority.graphBase)
})
afterAll(async () => {
  await close()
  await stub.close()
  vi.unstubAllEnvs()
})

/** An organisation that connected its directory with everything, and a Microsoft that allows it. */
beforeEach(async () => {
  await db.delete(integrations)
  ;({ ctx } = await newTestOrganization(db))
  stub.requests.length = 0
  stub.answers.clear()
  stub.answers.set('/users/$count', () => ({ status: 200, body: '214' }))
  stub.answers.set('/groups/$count', () => ({ status: 200, body: '18' }))
  allow(ALL)
  await connectTenant(ctx, {
    kind: 'microsoft',
    tenantId: testTenant,
    name: 'Contoso Ltd',
    domain: 'contoso.com',
    account: 'maya@contoso.com',
    grantedScopes: ALL.split(' '),
    refreshToken: 'refresh 1',
    people: 200,
    groups: 17,
  })
})

function allow(scope: string, refreshToken = 'refresh 2') {
  answerToken(200, {
    token_type: 'Bearer',
    scope,
    access_token: 'opaque',
    refresh_token: refreshToken,
  })
}

function answerToken(status: number, body: unknown) {
  stub.answers.set('/oauth2/v2.0/token', () => ({ status, body: JSON.stringify(body) }))
}

const at = (minutes: number) => new Date(ctx.now.getTime() + minutes * 60_000)

async function ask(minutes: number) {
  await askReadings(db, at(minutes))
  const [row] = await db
    .select()
    .from(integrations)
    .where(eq(integrations.organizationId, ctx.organizationId))
  if (!row) throw new Error('The integration is gone.')
  return row
}

const asked = () =>
  stub.requests
    .filter(({ path }) => path.endsWith('/token'))
    .map(({ body }) => new URLSearchParams(body).get('refresh_token'))

it('a directory that may be read is asked every quarter of an hour, each time with the newest token', async () => {
  await ask(14)
  expect(asked()).toEqual([])

  const first = await ask(15)
  expect(first).toMatchObject({
    lostPermissions: [],
    lostPermissionsAt: null,
    readablePeople: '214',
    readableGroups: '18',
  })
  await ask(20)
  await ask(30)
  expect(asked()).toEqual(['refresh 1', 'refresh 2'])
})

it('the refresh token does not stand in the row in clear', async () => {
  const row = await ask(15)
  expect(row.sealedReading).toBeTruthy()
  expect(JSON.stringify(row)).not.toContain('refresh 2')
})

it('a permission that is no longer granted is lost since it was noticed, and no longer when it is back', async () => {
  allow('User.Read User.ReadBasic.All')
  stub.answers.set('/groups/$count', () => ({ status: 403, body: '{}' }))
  await ask(15)
  const lost = await ask(30)
  expect(lost.lostPermissions).toEqual(['GroupMember.Read.All'])
  expect(groupsUnreadableSince(lost)).toEqual(at(15))

  allow(ALL)
  stub.answers.set('/groups/$count', () => ({ status: 200, body: '19' }))
  expect(await ask(45)).toMatchObject({ lostPermissions: [], readableGroups: '19' })
})

it('a permission that is listed but refused when used is lost', async () => {
  stub.answers.set('/groups/$count', () => ({ status: 403, body: '{}' }))
  expect((await ask(15)).lostPermissions).toEqual(['GroupMember.Read.All'])
})

it.each([
  ['consent that was withdrawn', 65001],
  ['a sign-in that ended', 50173],
  ['an account that was disabled', 50057],
])('%s loses every permission', async (_what, number) => {
  const error_description = `AADSTS${number}: No.`
  answerToken(400, { error: 'invalid_grant', error_description, error_codes: [number] })
  expect((await ask(15)).lostPermissions).toEqual(ALL.split(' '))
})

it.each([
  ['is down', 503, 200],
  ['asks us to wait', 200, 429],
])('a Microsoft that %s says nothing about permissions', async (_what, token, graph) => {
  if (token !== 200) answerToken(token, {})
  stub.answers.set('/groups/$count', () => ({ status: graph, body: '18' }))
  expect(await ask(15)).toMatchObject({ lostPermissions: [], readablePeople: '200' })
})

it('an administrator who connects while Microsoft is asked knows better', async () => {
  stub.answers.set('/oauth2/v2.0/token', () => ({ status: 400, body: '{"error":"invalid_grant"}' }))
  const asking = askReadings(db, at(15))
  await db
    .update(integrations)
    .set({ readingAskedAt: at(16) })
    .where(eq(integrations.organizationId, ctx.organizationId))
  await asking
  expect(await ask(17)).toMatchObject({ lostPermissions: [] })
})

it('what one organisation loses, another keeps', async () => {
  const other = await newTestOrganization(db)
  await connectTenant(other.ctx, {
    kind: 'microsoft',
    tenantId: '44444444-4444-4444-8444-444444444444',
    name: 'Fabrikam',
    domain: null,
    account: 'lee@fabrikam.com',
    grantedScopes: ALL.split(' '),
    refreshToken: null,
    people: null,
    groups: null,
  })
  allow('User.Read User.ReadBasic.All')
  expect((await ask(15)).lostPermissions).toEqual(['GroupMember.Read.All'])
  const [theirs] = await db
    .select()
    .from(integrations)
    .where(eq(integrations.organizationId, other.organizationId))
  expect(theirs?.lostPermissions).toEqual([])
})
