import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '@/db/client'
import {
  activity,
  memberships,
  organizations,
  properties,
  sessions,
  users,
  verificationTokens,
} from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newId } from '@/lib/kernel/ids'
import { hashSecret, randomSecret } from '@/lib/platform/secret'
import { refusalOf } from './action'
import { beginSession, createAdapter } from './adapter'
import { authorize } from './authorize'
import { organizationNameFor } from './first-organization'
import { isFreshSignIn, requireFreshSignIn } from './fresh-sign-in'
import { readSession } from './read-session'
import { hasTooManyLinks, issueLink, LIVING_LINKS_MAX } from './sign-in-link'

let db: Db
let close: () => Promise<void>

beforeAll(async () => {
  const opened = await openTestDatabase()
  db = opened.db
  close = opened.close
})
afterAll(() => close())

const tomorrow = () => new Date(Date.now() + 86_400_000)
const uniqueEmail = () => `ana-${randomUUID()}@contoso.example`
const adapter = () => createAdapter(db, async (token) => token)

async function signInByLink(email: string) {
  const user = await adapter().createUser({ id: randomUUID(), email, emailVerified: new Date() })
  const sessionToken = randomSecret()
  await adapter().createSession({ sessionToken, userId: user.id, expires: tomorrow() })
  return { userId: user.id, sessionToken }
}

async function addMember(
  organizationId: string,
  roleId: string,
  { name, joined = new Date() }: { name: string; joined?: Date },
) {
  const userId = newId('user')
  await db.insert(users).values({ id: userId, name, email: uniqueEmail() })
  await db.insert(memberships).values({ organizationId, userId, roleId, createdAt: joined })
  const sessionToken = randomSecret()
  await beginSession(db, { sessionToken, userId, expires: tomorrow() })
  return { userId, sessionToken }
}

test('the first sign-in by link creates an organisation with one property and makes the person its Global Admin', async () => {
  const { userId, sessionToken } = await signInByLink(uniqueEmail())
  const admin = await readSession(db, sessionToken, new Date())
  expect(admin).toMatchObject({
    user: { id: userId },
    organization: { name: 'Contoso' },
    role: { key: 'global_admin' },
  })
  const organizationId = admin?.organization.id ?? ''
  const places = await db
    .select()
    .from(properties)
    .where(eq(properties.organizationId, organizationId))
  expect(places.map((place) => [place.name, place.timeZone])).toEqual([['Main office', 'UTC']])
  const entries = await db
    .select()
    .from(activity)
    .where(eq(activity.organizationId, organizationId))
  expect(entries.map((entry) => entry.kind).sort()).toEqual([
    'organization.created',
    'place.created',
  ])
})

test('two links of a new person that are used at once create one user and one organisation', async () => {
  const email = uniqueEmail()
  const [first, second] = await Promise.all([signInByLink(email), signInByLink(email)])
  expect(second.userId).toBe(first.userId)
  const joined = await db.select().from(memberships).where(eq(memberships.userId, first.userId))
  expect(joined).toHaveLength(1)
})

test('a later sign-in creates nothing', async () => {
  const email = uniqueEmail()
  await signInByLink(email)
  const before = await db.$count(organizations)
  await signInByLink(email)
  expect(await db.$count(organizations)).toBe(before)
})

test('the session table holds the hash of a token and never the token', async () => {
  const { userId, sessionToken } = await signInByLink(uniqueEmail())
  const rows = await db.select().from(sessions).where(eq(sessions.userId, userId))
  expect(rows.map((row) => row.sessionToken)).toEqual([hashSecret(sessionToken)])
  expect(await readSession(db, hashSecret(sessionToken), new Date())).toBeUndefined()
})

test('next-auth finds, extends and ends a session by the token of the cookie', async () => {
  const { userId, sessionToken } = await signInByLink(uniqueEmail())
  const found = await adapter().getSessionAndUser(sessionToken)
  expect(found).toMatchObject({ session: { sessionToken }, user: { id: userId } })
  const expires = new Date(Date.now() + 5_000_000)
  expect(await adapter().updateSession({ sessionToken, expires })).toMatchObject({ sessionToken })
  await adapter().deleteSession(sessionToken)
  expect(await adapter().getSessionAndUser(sessionToken)).toBeNull()
})

test('after signing out the old cookie opens nothing', async () => {
  const { sessionToken } = await signInByLink(uniqueEmail())
  await adapter().deleteSession(sessionToken)
  expect(await readSession(db, sessionToken, new Date())).toBeUndefined()
})

test('an expired session opens nothing', async () => {
  const { sessionToken } = await signInByLink(uniqueEmail())
  expect(await readSession(db, sessionToken, new Date(Date.now() + 2 * 86_400_000))).toBeUndefined()
})

test('a person works in their own organisation and never in another', async () => {
  const [mine, theirs] = [await newTestOrganization(db), await newTestOrganization(db)]
  const me = await addMember(mine.organizationId, mine.roleIds.admin, { name: 'Ben' })
  const them = await addMember(theirs.organizationId, theirs.roleIds.admin, { name: 'Cleo' })
  const now = new Date()
  const read = (token: string) => readSession(db, token, now)
  expect((await read(me.sessionToken))?.organization.id).toBe(mine.organizationId)
  expect((await read(them.sessionToken))?.organization.id).toBe(theirs.organizationId)
})

test('a role that is too low is refused with the name of somebody who may', async () => {
  const { organizationId, roleIds } = await newTestOrganization(db)
  await addMember(organizationId, roleIds.global_admin, {
    name: 'Ana Ruiz',
    joined: new Date(Date.now() - 1000),
  })
  await addMember(organizationId, roleIds.global_admin, { name: 'Cleo' })
  const ben = await addMember(organizationId, roleIds.security, { name: 'Ben' })
  const admin = await readSession(db, ben.sessionToken, new Date())
  if (!admin) throw new Error('Ben has a session.')
  await expect(authorize(db, admin, 'global_admin')).rejects.toMatchObject({
    code: 'not_allowed',
    message: 'Only Global Admins can do this. Ask Ana Ruiz or 1 other.',
  })
  await expect(authorize(db, admin, 'user_manager')).resolves.toBeUndefined()
})

test('an address has a bounded number of living links, and each is sent in the transaction that keeps it', async () => {
  const identifier = uniqueEmail()
  const sent: string[] = []
  const issue = (expires: Date) => {
    const token = randomSecret()
    return issueLink(db, { identifier, token, expires }, async () => void sent.push(token))
  }
  await issue(new Date(Date.now() - 1000))
  await Promise.all(Array.from({ length: LIVING_LINKS_MAX + 3 }, () => issue(tomorrow())))
  expect(sent).toHaveLength(1 + LIVING_LINKS_MAX)
  expect(await hasTooManyLinks(db, identifier, new Date())).toBe(true)
  expect(await hasTooManyLinks(db, uniqueEmail(), new Date())).toBe(false)
})

test('a link whose e-mail cannot be kept is not kept either', async () => {
  const identifier = uniqueEmail()
  const link = { identifier, token: randomSecret(), expires: tomorrow() }
  await expect(issueLink(db, link, () => Promise.reject(new Error('no outbox')))).rejects.toThrow()
  const kept = eq(verificationTokens.identifier, identifier)
  expect(await db.$count(verificationTokens, kept)).toBe(0)
})

test('an organisation is first named after the domain of the address', () => {
  expect(organizationNameFor('ana@contoso.example')).toBe('Contoso')
  expect(organizationNameFor('ana@northwind-traders.co.uk')).toBe('Northwind-traders')
})

test('a session knows when its person proved who they are, and that grows old after a quarter of an hour', async () => {
  const { sessionToken } = await signInByLink(uniqueEmail())
  const admin = await readSession(db, sessionToken, new Date())
  if (!admin?.signedInAt) throw new Error('The session does not say when it began.')
  const after = (minutes: number) => new Date((admin.signedInAt?.getTime() ?? 0) + minutes * 60_000)
  expect(isFreshSignIn(admin, after(15))).toBe(true)
  expect(isFreshSignIn(admin, after(15.1))).toBe(false)
})

test('what needs a fresh sign-in is refused for a session of unknown age, with a way to go on', () => {
  const refusal = () => requireFreshSignIn({ signedInAt: null })
  expect(refusal).toThrow('Sign in again')
  try {
    refusal()
  } catch (error) {
    expect(refusalOf(error)).toEqual({
      ok: false,
      message: 'Nothing was changed. Sign in again to do this.',
      signInAgain: true,
    })
  }
})
