import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { memberships, users } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newId } from '@/lib/kernel/ids'
import { deleteView, listSavedViews, saveView } from './saved-views'
import { activityQuerySchema } from './schemas'

let db: Db
let close: () => Promise<void>
let ctx: Context
let colleague: Context
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  const made = await newTestOrganization(db)
  ctx = await asAdmin(made)
  colleague = await asAdmin(made)
})

/** A context of somebody who really works for the organisation. */
async function asAdmin(made: Awaited<ReturnType<typeof newTestOrganization>>): Promise<Context> {
  const userId = newId('user')
  const { organizationId, now } = made.ctx
  await db.insert(users).values({ id: userId, email: `${userId}@contoso.example` })
  const roleId = made.roleIds.admin
  await db.insert(memberships).values({ organizationId, userId, roleId, createdAt: now })
  return { ...made.ctx, actor: { kind: 'admin', userId, name: 'Ana Ruiz' } }
}

const failures = activityQuerySchema.parse({ lens: 'sync', outcome: 'refused', page: 'x|y' })
const namesOf = async (as: Context) => (await listSavedViews(as)).map((view) => view.name)

it('a view keeps the filters, not the page, and a second one of its name takes its place', async () => {
  await saveView(ctx, { name: 'Failures', query: failures })
  await saveView(ctx, { name: 'failures', query: { ...failures, outcome: 'failed' } })

  expect(await listSavedViews(ctx)).toMatchObject([
    { name: 'failures', query: { lens: 'sync', outcome: 'failed', page: '' } },
  ])
})

it('a view is its maker’s alone, who may delete it', async () => {
  await saveView(ctx, { name: 'Failures', query: failures })
  const [view] = await listSavedViews(ctx)
  const id = view?.id ?? ''
  const stranger = await asAdmin(await newTestOrganization(db))

  for (const other of [colleague, stranger]) {
    expect(await namesOf(other)).toEqual([])
    await deleteView(other, { id })
  }
  expect(await namesOf(ctx)).toEqual(['Failures'])
  await deleteView(ctx, { id })
  expect(await namesOf(ctx)).toEqual([])
})

it('refuses more views than a menu can show, and says so', async () => {
  for (let i = 0; i < 20; i++) await saveView(ctx, { name: `View ${i}`, query: failures })

  await expect(saveView(ctx, { name: 'One more', query: failures })).rejects.toThrow(/20 views/)
  expect(await namesOf(ctx)).toHaveLength(20)
})
