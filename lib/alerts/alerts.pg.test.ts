import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import { integrations, memberships, outboxMessages, users } from '@/db/schema'
import { newTestOrganization, openTestPostgres } from '@/db/testing/database'
import { newId } from '@/lib/kernel/ids'
import { watch } from './watch'

let handle: DatabaseHandle
beforeAll(async () => {
  handle = await openTestPostgres()
})
afterAll(() => handle.close())

it('servers that look at the same moment tell each trouble, and its end, once', async () => {
  const { db } = handle
  const { ctx, roleIds } = await newTestOrganization(db)
  const { organizationId, now } = ctx
  const userId = newId('user')
  await db.insert(users).values({ id: userId, email: `${userId}@contoso.com` })
  const roleId = roleIds.global_admin
  await db.insert(memberships).values({ organizationId, userId, roleId, createdAt: now })
  await db.insert(integrations).values({
    organizationId,
    id: newId('integration'),
    kind: 'entra',
    placement: 'chosen',
    keyDefault: true,
    startedBy: 'Ana Ruiz',
    startedAt: now,
    installedAt: now,
    lastContactAt: new Date(now.getTime() - 3 * 3_600_000),
  })
  const planned = () =>
    db.$count(
      outboxMessages,
      and(
        eq(outboxMessages.organizationId, organizationId),
        eq(outboxMessages.topic, 'admin-alert'),
      ),
    )

  await Promise.all(Array.from({ length: 6 }, () => watch(db, now)))
  expect(await planned()).toBe(1)

  const ours = eq(integrations.organizationId, organizationId)
  await db.update(integrations).set({ lastContactAt: now }).where(ours)
  await Promise.all(Array.from({ length: 6 }, () => watch(db, now)))
  expect(await planned()).toBe(2)
})
