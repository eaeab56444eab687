import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import { setupInvitations } from '@/db/schema'
import { newTestOrganization, openTestPostgres } from '@/db/testing/database'
import { openSetUp } from './guest'
import { inviteColleague } from './invite-colleague'
import { linkTokenOf } from './link'

let database: DatabaseHandle

beforeAll(async () => {
  database = await openTestPostgres()
})
afterAll(() => database.close())

const done = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === 'fulfilled').length

it('of administrators who invite at the same moment one does, and one invitation is open', async () => {
  const { ctx } = await newTestOrganization(database.db)
  const invite = (_: unknown, index: number) =>
    inviteColleague(ctx, { email: `lee-${index}@contoso.example`, note: '' })

  expect(done(await Promise.allSettled(Array.from({ length: 5 }, invite)))).toBe(1)
  const open = await database.db.$count(
    setupInvitations,
    and(eq(setupInvitations.organizationId, ctx.organizationId), isNull(setupInvitations.endedAt)),
  )
  expect(open).toBe(1)
})

it('of browsers that open one link at the same moment one gets in', async () => {
  const { ctx } = await newTestOrganization(database.db)
  await inviteColleague(ctx, { email: 'lee@contoso.example', note: '' })
  const [invitation] = await database.db
    .select({ id: setupInvitations.id })
    .from(setupInvitations)
    .where(eq(setupInvitations.organizationId, ctx.organizationId))
  const token = linkTokenOf(invitation?.id ?? '')
  const open = () => openSetUp(database.db, token, ctx.now)

  expect(done(await Promise.allSettled(Array.from({ length: 5 }, open)))).toBe(1)
})
