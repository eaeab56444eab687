import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { ruleVersions } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestProperty } from '@/db/testing/people'
import type { VersionedRule } from './rule-content'
import { listRuleVersions } from './rule-history'

let db: Db
let close: () => Promise<void>
let ctx: Context
let propertyId: string
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx } = await newTestOrganization(db))
  propertyId = await newTestProperty(ctx, 'HQ')
})

const ruleOf = (ruleId: string, more: Partial<VersionedRule> = {}): VersionedRule => ({
  ruleId,
  name: ruleId,
  conditions: {
    match: 'all',
    conditions: [{ kind: 'condition', operand: 'active', operator: 'isYes', values: [] }],
  },
  accessGroupIds: [],
  accessGroupNames: [],
  roleId: 'role_1',
  roleName: 'User',
  mobileKey: true,
  enabled: true,
  leftOut: [],
  ...more,
})

async function newVersion(number: number, content: VersionedRule[], difference: string[]) {
  await db.insert(ruleVersions).values({
    organizationId: ctx.organizationId,
    propertyId,
    number,
    content,
    difference,
    gained: 0,
    lost: 0,
    madeBy: 'Ana Ruiz',
    madeAt: ctx.now,
  })
}

describe('the history of one rule', () => {
  it('holds the versions in which it changed, with its own sentences alone', async () => {
    const [staff, guests] = [ruleOf('Staff'), ruleOf('Guests')]
    const noKey = ruleOf('Staff', { mobileKey: false })
    await newVersion(1, [staff], ['Staff was added.'])
    await newVersion(2, [staff, guests], ['Guests was added.'])
    await newVersion(3, [noKey], ['Staff: gives no mobile key any more.', 'Guests was deleted.'])
    await newVersion(4, [noKey, guests], ['Guests was added.'])

    const history = await listRuleVersions(ctx, { propertyId, ruleId: 'Staff' })

    expect(history).toMatchObject([
      { number: 3, current: true, difference: ['Staff: gives no mobile key any more.'] },
      { number: 1, current: false, difference: ['Staff was added.'] },
    ])
  })

  it('tells when it was deleted and when it came back', async () => {
    const staff = ruleOf('Staff')
    await newVersion(1, [staff], ['Staff was added.'])
    await newVersion(2, [], ['Staff was deleted.'])
    await newVersion(3, [staff], ['Staff was added.'])

    const history = await listRuleVersions(ctx, { propertyId, ruleId: 'Staff' })

    expect(history.map((one) => one.number)).toEqual([3, 2, 1])
    expect(history[1]?.difference).toEqual(['Staff was deleted.'])
  })

  it('is not shown to another organisation', async () => {
    const { ctx: stranger } = await newTestOrganization(db)
    await expect(listRuleVersions(stranger, { propertyId, ruleId: 'Staff' })).rejects.toMatchObject(
      { code: 'not_found' },
    )
  })
})
