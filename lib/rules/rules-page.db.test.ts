import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestProperty, newTestRule } from '@/db/testing/people'
import { readRulesPage } from './rules-page'

let db: Db
let close: () => Promise<void>
let ctx: Context
let roleId: string
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  const made = await newTestOrganization(db)
  ctx = made.ctx
  roleId = made.roleIds.user
})

describe('the rules screen', () => {
  it('counts as a property’s rules those that are on, and tells the others apart', async () => {
    const hq = await newTestProperty(ctx, 'HQ')
    const austin = await newTestProperty(ctx, 'Austin')
    await newTestRule(ctx, { propertyId: hq, name: 'Staff', roleId })
    await newTestRule(ctx, { propertyId: hq, name: 'Guests', roleId, enabled: false })
    await newTestRule(ctx, { propertyId: austin, name: 'Staff', roleId, enabled: false })

    const { properties } = await readRulesPage(ctx)

    expect(properties).toMatchObject([
      { name: 'Austin', ruleCount: 0, offCount: 1 },
      { name: 'HQ', ruleCount: 1, offCount: 1 },
    ])
  })

  it('says of each role whether it is built in', async () => {
    const { roles } = await readRulesPage(ctx)
    expect(roles.find((role) => role.id === roleId)).toMatchObject({ key: 'user', builtIn: true })
  })

  it('shows nothing of another organisation', async () => {
    const hq = await newTestProperty(ctx, 'HQ')
    await newTestRule(ctx, { propertyId: hq, name: 'Staff', roleId })
    const { ctx: stranger } = await newTestOrganization(db)
    expect(await readRulesPage(stranger)).toMatchObject({ properties: [], rules: [] })
  })
})
