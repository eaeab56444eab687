import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Db } from '@/db/client'
import { integrations, memberships, signInFlows, users } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newId } from '@/lib/kernel/ids'
import { hashSecret, randomSecret } from '@/lib/platform/secret'
import { beginFlow, takeFlow } from './flows'
import { findLinkedUser, linkMicrosoftAccount } from './microsoft-account'

let db: Db
let close: () => Promise<void>

beforeAll(async () => {
  vi.stubEnv('AUTH_SECRET', 'a secret of the tests, long enough to pass')
  const opened = await openTestDatabase()
  db = opened.db
  close = opened.close
})
afterAll(() => close())

const newFlow = () =>
  ({
    purpose: 'sign_in',
    authority: 'practice',
    state: randomSecret(),
    nonce: randomSecret(),
    verifier: randomSecret(),
    returnTo: '/employees',
  }) as const

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)

const newIdentity = (authority: 'microsoft' | 'practice') =>
  ({ authority, tenantId: randomUUID(), objectId: randomUUID() }) as const

async function newAdministrator() {
  const { organizationId, roleIds } = await newTestOrganization(db)
  const userId = newId('user')
  await db.insert(users).values({ id: userId, email: `${userId}@contoso.example` })
  await db
    .insert(memberships)
    .values({ organizationId, userId, roleId: roleIds.global_admin, createdAt: new Date() })
  return { organizationId, userId }
}

test('a flow comes back once, in the browser that began it', async () => {
  const flow = newFlow()
  const browser = await beginFlow(db, flow, new Date())
  const taken = await takeFlow(db, { state: flow.state, browser }, new Date())
  expect(taken).toMatchObject({
    nonce: flow.nonce,
    verifier: flow.verifier,
    returnTo: '/employees',
  })
  await expect(takeFlow(db, { state: flow.state, browser }, new Date())).rejects.toMatchObject({
    code: 'expired',
  })
})

test.each([
  ['another browser', { browser: randomSecret() }],
  ['a browser without the cookie', { browser: undefined }],
])('a flow is refused in %s, and is then spent', async (_, { browser }) => {
  const flow = newFlow()
  const own = await beginFlow(db, flow, new Date())
  const refused = { code: 'expired' }
  await expect(takeFlow(db, { state: flow.state, browser }, new Date())).rejects.toMatchObject(
    refused,
  )
  await expect(takeFlow(db, { state: flow.state, browser: own }, new Date())).rejects.toMatchObject(
    refused,
  )
})

test('a flow is refused after ten minutes', async () => {
  const flow = newFlow()
  const browser = await beginFlow(db, flow, new Date())
  await expect(takeFlow(db, { state: flow.state, browser }, later(11))).rejects.toMatchObject({
    code: 'expired',
  })
})

test('neither state, nonce nor verifier of a flow can be read in the database', async () => {
  const flow = newFlow()
  await beginFlow(db, flow, new Date())
  const rows = await db
    .select()
    .from(signInFlows)
    .where(eq(signInFlows.stateHash, hashSecret(flow.state)))
  const stored = JSON.stringify(rows)
  expect(rows).toHaveLength(1)
  for (const secret of [flow.state, flow.nonce, flow.verifier]) expect(stored).not.toContain(secret)
})

test('an unknown Microsoft account enters nowhere', async () => {
  await expect(findLinkedUser(db, newIdentity('microsoft'))).rejects.toMatchObject({
    code: 'not_allowed',
    message: expect.stringContaining('not linked to a Sequr administrator yet'),
  })
})

test('a linked account finds its person, and never the one of the other authority', async () => {
  const { userId } = await newAdministrator()
  const identity = newIdentity('practice')
  await linkMicrosoftAccount(db, userId, identity)
  await linkMicrosoftAccount(db, userId, identity)
  expect(await findLinkedUser(db, identity)).toBe(userId)
  await expect(findLinkedUser(db, { ...identity, authority: 'microsoft' })).rejects.toMatchObject({
    code: 'not_allowed',
  })
})

test('a Microsoft account belongs to one administrator', async () => {
  const [ana, ben] = [await newAdministrator(), await newAdministrator()]
  const identity = newIdentity('microsoft')
  await linkMicrosoftAccount(db, ana.userId, identity)
  await expect(linkMicrosoftAccount(db, ben.userId, identity)).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await findLinkedUser(db, identity)).toBe(ana.userId)
})

test('an account of the practice directory never enters an organisation with a real one', async () => {
  const { userId, organizationId } = await newAdministrator()
  const identity = newIdentity('practice')
  await linkMicrosoftAccount(db, userId, identity)
  await db.insert(integrations).values({
    organizationId,
    id: newId('integration'),
    kind: 'entra',
    placement: 'chosen',
    keyDefault: true,
    tenantKind: 'microsoft',
    startedBy: 'Ana Ruiz',
    startedAt: new Date(),
  })
  await expect(findLinkedUser(db, identity)).rejects.toMatchObject({ code: 'not_allowed' })
})
