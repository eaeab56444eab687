import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import { memberships, users } from '@/db/schema'
import { newTestOrganization, openTestPostgres } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import { newId } from '@/lib/kernel/ids'
import { changePerson } from './test-house'

/** What one connection cannot show: these race on a real Postgres. */
let handle: DatabaseHandle

beforeAll(async () => {
  handle = await openTestPostgres()
})
afterAll(() => handle.close())

test('of Global Admins who all leave at the same moment, one keeps the sign-in', async () => {
  for (let round = 0; round < 10; round++) {
    const { ctx, organizationId, roleIds } = await newTestOrganization(handle.db)
    const people = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const userId = newId('user')
        const email = `${userId}@contoso.example`
        await handle.db.insert(users).values({ id: userId, email })
        const roleId = roleIds.global_admin
        const createdAt = ctx.now
        await handle.db.insert(memberships).values({ organizationId, userId, roleId, createdAt })
        return newTestEmployee(ctx, { displayName: 'Ben', primaryEmail: email })
      }),
    )

    await Promise.all(people.map((id) => changePerson(ctx, id, { active: false })))

    const ofOurs = eq(memberships.organizationId, organizationId)
    expect(await handle.db.$count(memberships, ofOurs)).toBe(1)
  }
})
