import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import {
  alerts,
  emailSettings,
  grants,
  memberships,
  outboxMessages,
  type RoleKey,
  type rules,
  ruleVersions,
  users,
} from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestGrant } from '@/db/testing/people'
import { ADMIN_ALERT } from '@/lib/alerts/tell'
import { newId } from '@/lib/kernel/ids'
import { carefulKeys, type RuleChange, type RuleInput } from '@/lib/rules/schemas'
import { readRules } from '@/lib/rules/stored-rules'
import { applyChange } from '../apply-change'
import { previewRules } from '../preview/preview-rules'
import { newPerson, openTestHouse, type TestHouse } from '../test-house'
import { departmentRule } from '../test-save-rules'

let db: Db
let close: () => Promise<void>
let house: TestHouse
let lab: string
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
  house.ctx = { ...house.ctx, actor: { kind: 'system', name: 'Ana Ruiz' } }
  lab = await newTestAccessGroup(house.ctx, { propertyId: house.hq, name: 'Lab', doors: ['Lab'] })
})

const ruleOf = (department: string, more: Partial<RuleInput> = {}) =>
  departmentRule(house, department, { accessGroupIds: [lab], ...more })
type Answered = { confirmLosses?: number; keys?: typeof revoking }
const apply = (change: RuleChange, more: Answered = {}, mayTake = true) =>
  applyChange(house.ctx, { propertyId: house.hq, change, ...more }, { mayTake })
const save = (rule: RuleInput) => apply({ kind: 'rule', rule })
const preview = (change: RuleChange, keys?: typeof revoking) =>
  previewRules(house.ctx, { propertyId: house.hq, change, ...(keys ? { keys } : {}) })
const revoking = { ...carefulKeys, stopped: 'revoke' as 'revoke' | 'keep' }

const own = <T extends { organizationId: unknown }>(table: T) =>
  eq(table.organizationId as typeof rules.organizationId, house.ctx.organizationId)

async function idOf(name: string): Promise<string> {
  const rule = (await readRules(house.ctx)).find((one) => one.name === name)
  if (!rule) throw new Error(`No rule is called ${name}.`)
  return rule.id
}

async function people(department: string, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    ids.push(await newPerson(house, { name: `${department} ${n}`, department }))
  }
  return ids
}

async function newAdmin(role: RoleKey): Promise<string> {
  const { organizationId, now: createdAt } = house.ctx
  const id = newId('user')
  await db.insert(users).values({ id, name: id, email: `${id}@contoso.example` })
  await db
    .insert(memberships)
    .values({ organizationId, userId: id, roleId: house.roleIds[role], createdAt })
  return id
}

async function told(): Promise<unknown[]> {
  const rows = await db
    .select({ payload: outboxMessages.payload })
    .from(outboxMessages)
    .where(and(own(outboxMessages), eq(outboxMessages.topic, ADMIN_ALERT)))
  return rows.map(({ payload }) => (payload as { userId: unknown }).userId)
}

describe('the guard of an apply', () => {
  it('takes nothing from more people than the limit until their number is typed', async () => {
    await people('Eng', 6)
    await save(ruleOf('Eng'))
    await save(ruleOf('Nobody'))
    const change = { kind: 'delete', ruleId: await idOf('Eng') } as const

    const asked = { kind: 'confirm', losses: 6, of: ['access'], limit: 5 }
    expect(await apply(change)).toEqual(asked)
    expect(await apply(change, { confirmLosses: 5 })).toEqual(asked)
    expect(await db.$count(grants, own(grants))).toBe(6)
    expect(await readRules(house.ctx)).toHaveLength(2)

    expect(await apply(change, { confirmLosses: 6 })).toMatchObject({
      kind: 'applied',
      outcome: { taken: 6 },
      people: { gained: 0, lost: 6, of: ['access'] },
    })
    expect(await db.$count(grants, own(grants))).toBe(0)
    expect(await db.select().from(alerts).where(own(alerts))).toMatchObject([
      {
        kind: 'losses_applied',
        data: { count: { number: 6 }, detail: 'HQ Denver, Ana Ruiz' },
        fixedAt: null,
      },
    ])
  })

  it('counts whose key ends although every door stays', async () => {
    await people('Eng', 6)
    await save(ruleOf('Eng'))
    const rule = ruleOf('Eng', { ruleId: await idOf('Eng'), mobileKey: false })
    const change = { kind: 'rule', rule } as const

    expect((await preview(change)).guard).toMatchObject({ losses: 0, of: [], exceeds: false })
    const { effect, guard } = await preview(change, revoking)
    expect(effect).toMatchObject({ gain: 0, lose: 0, besides: { keysRevoked: 6 } })
    expect(guard).toMatchObject({ losses: 6, of: ['key'], exceeds: true })

    expect(await apply(change, { keys: revoking })).toEqual({
      kind: 'confirm',
      losses: 6,
      of: ['key'],
      limit: 5,
    })
    const confirmed = { keys: revoking, confirmLosses: 6 }
    await expect(apply(change, confirmed, false)).rejects.toMatchObject({ code: 'sign_in_again' })
    expect(await apply(change, confirmed)).toMatchObject({
      outcome: { keysRevoked: 6, taken: 0 },
      people: { lost: 6 },
    })
    expect(await db.$count(alerts, own(alerts))).toBe(1)
    const [version] = await db
      .select({ lost: ruleVersions.lost })
      .from(ruleVersions)
      .where(and(own(ruleVersions), eq(ruleVersions.number, 2)))
    expect(version).toEqual({ lost: 6 })
  })

  it('counts whose role becomes a lesser one, and nobody whose role becomes a higher one', async () => {
    await people('Eng', 6)
    await save(ruleOf('Eng', { roleId: house.roleIds.front_desk }))
    const { conditions: inEng } = ruleOf('Eng')
    await save(ruleOf('Everyone', { conditions: inEng }))
    const [eng, all] = [await idOf('Eng'), await idOf('Everyone')]
    const down: RuleChange = { kind: 'order', ruleIds: [all, eng] }

    expect((await preview(down)).guard).toMatchObject({ losses: 6, of: ['role'] })
    expect(await apply(down)).toMatchObject({ kind: 'confirm', losses: 6, of: ['role'] })
    await apply(down, { confirmLosses: 6 })

    const up: RuleChange = { kind: 'order', ruleIds: [eng, all] }
    expect((await preview(up)).effect).toMatchObject({ roles: 6, besides: { roles: 6 } })
    expect((await preview(up)).guard).toMatchObject({ losses: 0, of: [] })
    expect(await apply(up, {}, false)).toMatchObject({ kind: 'applied' })
  })

  it('counts nobody who has the same by hand', async () => {
    const [ann = ''] = await people('Eng', 1)
    await save(ruleOf('Eng'))
    const { ctx, hq } = house
    const hand = { employeeId: ann, propertyId: hq, accessGroupId: lab, source: 'hand' } as const
    await newTestGrant(ctx, hand)
    const vault = await newTestAccessGroup(ctx, { propertyId: hq, name: 'Vault', doors: [] })
    const rule = ruleOf('Eng', { ruleId: await idOf('Eng'), accessGroupIds: [vault] })

    expect((await preview({ kind: 'rule', rule })).guard.losses).toBe(0)
    expect(await apply({ kind: 'rule', rule }, {}, false)).toMatchObject({ people: { lost: 0 } })
  })

  it('lets nobody delete a rule on an old sign-in, although nobody loses by it', async () => {
    await save(ruleOf('Eng'))
    const change = { kind: 'delete', ruleId: await idOf('Eng') } as const

    await expect(apply(change, {}, false)).rejects.toMatchObject({ code: 'sign_in_again' })

    expect(await readRules(house.ctx)).toHaveLength(1)
  })
})

describe('of losses over the limit', () => {
  /** Six people lose their doors by the hand of somebody. */
  async function takeAs(userId: string): Promise<number> {
    house.ctx = { ...house.ctx, actor: { kind: 'admin', userId, name: 'Ana' } }
    await people('Eng', 6)
    await save(ruleOf('Eng'))
    await save(ruleOf('Nobody'))
    const change = { kind: 'delete', ruleId: await idOf('Eng') } as const
    const { guard } = await preview(change)
    await apply(change, { confirmLosses: 6 })
    return guard.told
  }

  it('somebody other than whoever did it hears, chosen for alerts or not', async () => {
    const ana = await newAdmin('global_admin')
    const ben = await newAdmin('admin')
    await newAdmin('front_desk')
    const { organizationId } = house.ctx
    const settings = { perMinute: 60, tellLeavers: true, alertUserIds: [ana] }
    await db.insert(emailSettings).values({ organizationId, ...settings })

    expect(await takeAs(ana)).toBe(1)
    expect(await told()).toEqual([ben])
  })

  it('those who were chosen hear when one of them is another', async () => {
    const ana = await newAdmin('global_admin')
    const ben = await newAdmin('global_admin')
    await newAdmin('admin')

    expect(await takeAs(ana)).toBe(1)
    expect((await told()).toSorted()).toEqual([ana, ben].toSorted())
  })

  it('nobody is promised to hear where there is nobody else', async () => {
    const ana = await newAdmin('global_admin')

    expect(await takeAs(ana)).toBe(0)
    expect(await told()).toEqual([])
  })
})
