import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { activity, employees } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import { changeDetailOwner } from './change-detail-owner'
import { readDetailOwners } from './read-detail-owners'
import type { ChangeOwnerInput } from './schemas'
import { startSetup } from './setup'

let db: Db
let close: () => Promise<void>
let ctx: Context
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  ctx = await newHouse()
})

const at = '2026-11-01T10:00:00.000Z'

async function newHouse(): Promise<Context> {
  const house = await newTestOrganization(db)
  await startSetup(house.ctx)
  return house.ctx
}

const change = (detail: string, owner: ChangeOwnerInput['owner'], replaces = 0) =>
  changeDetailOwner(ctx, { detail, owner, replaces })
const ownerOf = async (id: string) => (await readDetailOwners(ctx)).find((one) => one.id === id)
const personOf = async (id: string) =>
  (await db.select().from(employees).where(eq(employees.id, id)))[0]
const told = async () =>
  (
    await db
      .select({ kind: activity.kind, data: activity.data })
      .from(activity)
      .where(and(eq(activity.organizationId, ctx.organizationId), eq(activity.lens, 'people')))
      .orderBy(asc(activity.id))
  ).map(({ data }) => data)

/** Somebody whose phone and name Ben edited. */
const edited = (more: Partial<typeof employees.$inferInsert> = {}) =>
  newTestEmployee(ctx, {
    displayName: 'Maya',
    familyName: 'C.',
    phone: '9',
    edits: {
      displayName: { entra: 'Maya Chen', by: 'Ben', at },
      familyName: { entra: null, by: null, at },
      phone: { entra: '1', by: 'Ben', at },
    },
    ...more,
  })

describe('who owns a detail', () => {
  it('is Entra until an administrator lets Sequr own it, which is told and changes nobody', async () => {
    const id = await edited()
    expect(await ownerOf('name')).toMatchObject({ owner: 'entra', ownValues: 1 })
    await change('name', 'sequr')
    expect(await ownerOf('name')).toMatchObject({ owner: 'sequr', ownValues: 1 })
    expect(await ownerOf('phone')).toMatchObject({ owner: 'entra' })
    expect(await personOf(id)).toMatchObject({ displayName: 'Maya', familyName: 'C.' })
    const [entry] = await db
      .select()
      .from(activity)
      .where(
        and(
          eq(activity.organizationId, ctx.organizationId),
          eq(activity.kind, 'integration.owner'),
        ),
      )
    expect(entry?.data).toEqual({ detail: 'name', owner: 'sequr', replaced: 0 })
  })

  it('is Entra’s again with its values at once, and what each person lost is told', async () => {
    await change('name', 'sequr')
    const id = await edited()
    const other = await newTestEmployee(ctx, { displayName: 'Eve', phone: '3' })
    await change('name', 'entra', 1)
    expect(await personOf(id)).toMatchObject({
      displayName: 'Maya Chen',
      familyName: null,
      phone: '9',
      edits: { phone: { entra: '1' } },
    })
    expect((await personOf(id))?.edits).not.toHaveProperty('displayName')
    expect(await personOf(other)).toMatchObject({ displayName: 'Eve', phone: '3' })
    expect(await told()).toEqual([
      {
        name: 'Maya Chen',
        changes: [
          { field: 'name', before: 'Maya', after: 'Maya Chen' },
          { field: 'family name', before: 'C.', after: null },
        ],
        by: ['Ben'],
      },
    ])
    expect(await ownerOf('name')).toMatchObject({ owner: 'entra', ownValues: 0 })
  })

  it('does not change when it would replace the values of others than was told', async () => {
    await change('phone', 'sequr')
    const id = await edited()
    await edited({ displayName: 'Eve', deletedAt: ctx.now })
    await expect(change('phone', 'entra', 2)).rejects.toMatchObject({ code: 'conflict' })
    expect(await personOf(id)).toMatchObject({ phone: '9' })
    expect(await ownerOf('phone')).toMatchObject({ owner: 'sequr' })
    await change('phone', 'entra', 1)
    expect(await personOf(id)).toMatchObject({ phone: '1' })
  })

  it('that owns it already takes nobody’s edit away', async () => {
    const id = await edited()
    await change('phone', 'entra')
    await change('phone', 'sequr')
    await change('phone', 'sequr')
    expect(await personOf(id)).toMatchObject({ phone: '9' })
    expect(await told()).toEqual([])
  })

  it('is nothing that another organisation changes or counts', async () => {
    await change('phone', 'sequr')
    const id = await edited()
    const here = ctx
    ctx = await newHouse()
    await change('phone', 'sequr')
    await change('phone', 'entra')
    expect(await ownerOf('phone')).toMatchObject({ owner: 'entra', ownValues: 0 })
    ctx = here
    expect(await personOf(id)).toMatchObject({ phone: '9' })
    expect(await ownerOf('phone')).toMatchObject({ owner: 'sequr', ownValues: 1 })
  })

  it('cannot be said of something that is no detail', async () => {
    await expect(change('active', 'sequr')).rejects.toMatchObject({ code: 'invalid' })
  })
})
