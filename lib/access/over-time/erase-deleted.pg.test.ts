import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import { activity, employees } from '@/db/schema'
import { openTestPostgres } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import { openTestHouse } from '../test-house'
import { eraseDeleted } from './erase-deleted'

let one: DatabaseHandle
let other: DatabaseHandle
beforeAll(async () => {
  one = await openTestPostgres()
  other = await openTestPostgres()
})
afterAll(async () => {
  await one.close()
  await other.close()
})

const DAY_MS = 86_400_000

async function newDeleted() {
  const { ctx } = await openTestHouse(one.db)
  const deletedAt = new Date(ctx.now.getTime() - 100 * DAY_MS)
  const values = { displayName: 'Maya', primaryEmail: 'maya@contoso.example' }
  const id = await newTestEmployee(ctx, { ...values, active: false, deletedAt })
  return { ctx, id }
}

it('two servers that see the same deleted person erase them once', async () => {
  const { ctx, id } = await newDeleted()

  await Promise.all([one, other, one, other].map(({ db }) => eraseDeleted(db, ctx.now)))

  const told = and(eq(activity.organizationId, ctx.organizationId), eq(activity.subjectId, id))
  expect(await one.db.$count(activity, told)).toBe(1)
})

it('whom a push brings back at that moment is not erased', async () => {
  const { ctx, id } = await newDeleted()
  const isPerson = and(eq(employees.organizationId, ctx.organizationId), eq(employees.id, id))

  await one.db.transaction(async (push) => {
    await push.update(employees).set({ active: true, deletedAt: null }).where(isPerson)
    await eraseDeleted(other.db, ctx.now)
  })
  await eraseDeleted(other.db, ctx.now)

  const [person] = await one.db.select().from(employees).where(isPerson)
  expect(person).toMatchObject({ displayName: 'Maya', erasedAt: null })
})
