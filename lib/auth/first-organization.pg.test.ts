import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import { memberships, verificationTokens } from '@/db/schema'
import { openTestPostgres } from '@/db/testing/database'
import { randomSecret } from '@/lib/platform/secret'
import { createAdapter } from './adapter'
import { issueLink, LIVING_LINKS_MAX } from './sign-in-link'

/** What one connection cannot show: these race on a real Postgres. */
let handle: DatabaseHandle

beforeAll(async () => {
  handle = await openTestPostgres()
})
afterAll(() => handle.close())

const tomorrow = () => new Date(Date.now() + 86_400_000)

test('eight links of one new person, used at the same moment, create one organisation', async () => {
  const adapter = createAdapter(handle.db, async (token) => token)
  const email = `ana-${randomUUID()}@contoso.example`
  const userIds = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const user = await adapter.createUser({ id: '', email, emailVerified: new Date() })
      const sessionToken = randomSecret()
      await adapter.createSession({ sessionToken, userId: user.id, expires: tomorrow() })
      return user.id
    }),
  )
  const [userId = ''] = userIds
  expect(new Set(userIds)).toEqual(new Set([userId]))
  expect(await handle.db.$count(memberships, eq(memberships.userId, userId))).toBe(1)
})

test('the bound of living links holds when many are asked for at the same moment', async () => {
  const identifier = `ana-${randomUUID()}@contoso.example`
  await Promise.all(
    Array.from({ length: LIVING_LINKS_MAX * 2 }, () =>
      issueLink(
        handle.db,
        { identifier, token: randomSecret(), expires: tomorrow() },
        async () => {},
      ),
    ),
  )
  const kept = eq(verificationTokens.identifier, identifier)
  expect(await handle.db.$count(verificationTokens, kept)).toBe(LIVING_LINKS_MAX)
})
