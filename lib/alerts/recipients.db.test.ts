import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { emailSettings, memberships, type RoleKey, users } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newId } from '@/lib/kernel/ids'
import { countWitnesses, readRecipients, readWitnesses } from './recipients'

let db: Db
let close: () => Promise<void>
let ctx: Context
let roleIds: Record<RoleKey, string>
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx, roleIds } = await newTestOrganization(db))
})

async function newAdmin(role: RoleKey): Promise<string> {
  const { organizationId, now: createdAt } = ctx
  const id = newId('user')
  await db.insert(users).values({ id, name: id, email: `${id}@contoso.example` })
  await db
    .insert(memberships)
    .values({ organizationId, userId: id, roleId: roleIds[role], createdAt })
  return id
}

const choose = (...alertUserIds: string[]) =>
  db.insert(emailSettings).values({
    organizationId: ctx.organizationId,
    perMinute: 60,
    tellLeavers: true,
    alertUserIds,
  })

const as = (userId: string): Context => ({ ...ctx, actor: { kind: 'admin', userId, name: 'Ana' } })

describe('who hears of what an administrator did', () => {
  it('is whoever was chosen, when one of them is somebody else', async () => {
    const [ana, ben] = [await newAdmin('global_admin'), await newAdmin('global_admin')]
    await newAdmin('admin')
    await choose(ana, ben)

    expect((await readWitnesses(as(ana))).toSorted()).toEqual([ana, ben].toSorted())
    expect(await countWitnesses(as(ana))).toBe(1)
  })

  it('is every other administrator, when whoever did it alone was chosen', async () => {
    const [ana, ben, cid] = [
      await newAdmin('global_admin'),
      await newAdmin('admin'),
      await newAdmin('global_admin'),
    ]
    await newAdmin('front_desk')
    await choose(ana)

    expect(await readRecipients(as(ana))).toEqual([ana])
    expect((await readWitnesses(as(ana))).toSorted()).toEqual([ben, cid].toSorted())
  })

  it('is nobody where there is no other, and never somebody of another organisation', async () => {
    const ana = await newAdmin('global_admin')
    const before = ctx
    ;({ ctx, roleIds } = await newTestOrganization(db))
    await newAdmin('global_admin')
    ctx = before

    expect(await readWitnesses(as(ana))).toEqual([])
    expect(await countWitnesses(as(ana))).toBe(0)
  })
})
