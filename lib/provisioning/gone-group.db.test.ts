import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { heldRemovals, ruleDrafts } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { endLastResults } from '@/lib/access/over-time/end-last-results'
import { settleDecisions } from '@/lib/access/over-time/settle-decisions'
import { applyRule } from '@/lib/access/test-save-rules'
import { listNeedsYou } from '@/lib/inbox/list-needs-you'
import { readRules } from '@/lib/rules/stored-rules'
import { patchBody } from './scim-test-client'
import { type GroupHouse, openGroupHouse } from './test-group-rules'

/** What happens to a rule whose group is deleted in Entra (product.md 4.3). */
let db: Db
let close: () => Promise<void>
let house: GroupHouse

beforeAll(async () => ({ db, close } = await openTestDatabase()))
const houses: GroupHouse[] = []
async function openHouse(): Promise<GroupHouse> {
  const made = await openGroupHouse(db)
  houses.push(made)
  return made
}
afterAll(async () => {
  for (const { service } of houses) await service.flush()
  await close()
})
beforeEach(async () => {
  house = await openHouse()
})

const HOUR_MS = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS)

/** Edits the only rule: its name, or the group that it names. */
async function editRule({ name, group }: { name?: string; group?: string }) {
  const [rule] = await readRules(house.ctx, { propertyId: house.hq })
  if (!rule) throw new Error('There is no rule.')
  const { conditions } = rule
  const leaf = { kind: 'condition' as const, operand: 'group', operator: 'memberOf' as const }
  const { accessGroupIds, roleId, mobileKey } = rule.outcome
  await applyRule(house.ctx, {
    ruleId: rule.id,
    version: rule.version,
    propertyId: house.hq,
    name: name ?? rule.name,
    conditions: group ? { match: 'all', conditions: [{ ...leaf, values: [group] }] } : conditions,
    accessGroupIds,
    roleId,
    mobileKey,
  })
}

const kinds = async () =>
  (await listNeedsYou(house.ctx)).filter((item) => item.kind === 'rule_broken')

describe('a rule whose group is deleted', () => {
  it('keeps whom it covered, adds nobody, and is told in the inbox and in the log', async () => {
    const maya = await house.newUser('maya@contoso.com')
    const group = await house.newGroup({ displayName: 'Lab staff', members: [maya] })
    await house.addRule('Lab', 'memberOf', group)
    await house.addRule('Others', 'notMemberOf', group)
    expect(await house.grantCount()).toBe(1)
    expect(await kinds()).toEqual([])

    expect((await house.send('DELETE', `/Groups/${group}`)).status).toBe(204)
    await house.newUser('ben@contoso.com')
    await house.send(
      'PATCH',
      `/Users/${maya}`,
      patchBody({ op: 'Replace', path: 'title', value: 'Lead' }),
    )

    expect(await house.grantCount()).toBe(1)
    expect(await kinds()).toMatchObject([
      { rule: 'Lab', property: 'HQ', groups: ['Lab staff'], ended: false },
      { rule: 'Others' },
    ])
    expect(await house.logged('rule.broken')).toMatchObject([
      { data: { rule: 'Lab', group: 'Lab staff' } },
      { data: { rule: 'Others' } },
    ])
  })

  it('lets a leaver go at once', async () => {
    const maya = await house.newUser('maya@contoso.com')
    const group = await house.newGroup({ displayName: 'Lab staff', members: [maya] })
    await house.addRule('Lab', 'memberOf', group)
    await house.send('DELETE', `/Groups/${group}`)

    await house.send(
      'PATCH',
      `/Users/${maya}`,
      patchBody({ op: 'Replace', path: 'active', value: 'False' }),
    )

    expect(await house.grantCount()).toBe(0)
  })

  it('covers nobody after 72 hours, not earlier, and ends once', async () => {
    const group = await house.newGroup({
      displayName: 'Lab staff',
      members: [await house.newUser('maya@contoso.com')],
    })
    await house.addRule('Lab', 'memberOf', group)
    await house.send('DELETE', `/Groups/${group}`)

    await endLastResults(db, inHours(71.9))
    expect(await house.grantCount()).toBe(1)

    await endLastResults(db, inHours(72.1))
    expect(await house.grantCount()).toBe(0)
    expect(await kinds()).toMatchObject([{ rule: 'Lab', ended: true }])
    expect(await house.logged('rule.lapsed')).toHaveLength(1)

    expect(await endLastResults(db, inHours(72.2))).toBe(0)
    expect(await house.logged('rule.lapsed')).toHaveLength(1)
  })

  it('changes nothing for another organisation', async () => {
    const stranger = await openHouse()
    const group = await house.newGroup({
      displayName: 'Lab staff',
      members: [await house.newUser('maya@contoso.com')],
    })
    await house.addRule('Lab', 'memberOf', group)
    expect((await stranger.send('DELETE', `/Groups/${group}`)).status).toBe(404)
    await endLastResults(db, inHours(100))
    expect(await house.grantCount()).toBe(1)
    expect(await listNeedsYou(stranger.ctx)).toEqual([])
  })

  it('keeps its last result when it is edited and still names the group', async () => {
    const group = await house.newGroup({
      displayName: 'Lab staff',
      members: [await house.newUser('maya@contoso.com')],
    })
    await house.addRule('Lab', 'memberOf', group)
    await house.send('DELETE', `/Groups/${group}`)

    await editRule({ name: 'Laboratory' })

    expect(await house.grantCount()).toBe(1)
    expect(await kinds()).toMatchObject([{ rule: 'Laboratory', ended: false }])
  })

  it('is whole again once it names the group that was made anew', async () => {
    const [maya, ben] = [
      await house.newUser('maya@contoso.com'),
      await house.newUser('ben@contoso.com'),
    ]
    const group = await house.newGroup({ displayName: 'Lab staff', members: [maya] })
    await house.addRule('Lab', 'memberOf', group)
    await house.send('DELETE', `/Groups/${group}`)
    const anew = await house.newGroup({ displayName: 'Lab staff', members: [maya, ben] })
    expect(await house.grantCount()).toBe(1)

    await editRule({ group: anew })

    expect(await kinds()).toEqual([])
    expect(await house.grantCount()).toBe(2)
  })

  it('ends through the guard: what that takes from more people than it lets pass waits for somebody', async () => {
    const people: string[] = []
    for (let i = 0; i < 21; i++) people.push(await house.newUser(`p${i}@contoso.com`))
    const group = await house.newGroup({ displayName: 'Lab staff', members: people })
    await house.addRule('Lab', 'memberOf', group)
    await house.send('DELETE', `/Groups/${group}`)

    await endLastResults(db, inHours(72.1))

    expect(await house.grantCount()).toBe(21)
    const { organizationId } = house.ctx
    expect(await db.$count(heldRemovals, eq(heldRemovals.organizationId, organizationId))).toBe(21)
    expect(await house.logged('access.held')).toHaveLength(21)
  })
})

describe('a group that is taken out of the application and put back', () => {
  const externalId = '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159'

  it('is followed by its rules once its members are known; until then they keep their last result', async () => {
    const [maya, ben] = [
      await house.newUser('maya@contoso.com'),
      await house.newUser('ben@contoso.com'),
    ]
    const group = await house.newGroup({ displayName: 'Lab', externalId, members: [maya] })
    await house.addRule('Lab', 'memberOf', group)
    await house.send('DELETE', `/Groups/${group}`)
    await house.beginCycle()

    const anew = await house.newGroup({
      displayName: 'Laboratory',
      externalId: externalId.toUpperCase(),
    })
    const add = (value: string) =>
      house.send(
        'PATCH',
        `/Groups/${anew}`,
        patchBody({ op: 'Add', path: 'members', value: [{ value }] }),
      )
    await add(ben)
    expect(await house.grantCount()).toBe(1)
    expect(await kinds()).toHaveLength(1)
    await add(maya)
    await house.beginCycle()

    expect(await kinds()).toEqual([])
    expect(await house.grantCount()).toBe(2)
    expect(await house.logged('rule.reconnected')).toMatchObject([
      { data: { rule: 'Lab', property: 'HQ', group: 'Laboratory' } },
    ])
    await endLastResults(db, inHours(73))
    await house.beginCycle()
    expect(await house.grantCount()).toBe(2)
    expect(await house.logged('rule.reconnected')).toHaveLength(1)
  })

  it.each([
    ['comes with its members', []],
    ['is told its members as a whole', ['Replace']],
  ])('is followed at once where it %s', async (_, ops) => {
    const [maya, ben] = [
      await house.newUser('maya@contoso.com'),
      await house.newUser('ben@contoso.com'),
    ]
    const group = await house.newGroup({ displayName: 'Lab', externalId, members: [maya] })
    await house.addRule('Lab', 'memberOf', group)
    await house.send('DELETE', `/Groups/${group}`)

    const members = [maya, ben]
    const first = ops.length === 0 ? { members } : {}
    const anew = await house.newGroup({ displayName: 'Lab', externalId, ...first })
    for (const op of ops) {
      const value = members.map((one) => ({ value: one }))
      await house.send('PATCH', `/Groups/${anew}`, patchBody({ op, path: 'members', value }))
    }

    expect(await kinds()).toEqual([])
    await settleDecisions(db, inHours(0.01))
    expect(await house.grantCount()).toBe(2)
  })

  it('gives its access back after the last result has ended', async () => {
    const maya = await house.newUser('maya@contoso.com')
    const group = await house.newGroup({ displayName: 'Lab', externalId, members: [maya] })
    await house.addRule('Lab', 'memberOf', group)
    await house.send('DELETE', `/Groups/${group}`)
    await endLastResults(db, inHours(73))
    expect(await house.grantCount()).toBe(0)

    await house.newGroup({ displayName: 'Lab', externalId, members: [maya] })
    await house.beginCycle()

    expect(await house.grantCount()).toBe(1)
  })

  it('is followed by drafts as well, and by nobody else’s rules', async () => {
    const stranger = await openHouse()
    const [group, theirs] = [
      await house.newGroup({ displayName: 'Lab', externalId, members: [] }),
      await stranger.newGroup({ displayName: 'Lab', externalId, members: [] }),
    ]
    await house.addRule('Lab', 'memberOf', group)
    await stranger.addRule('Lab', 'memberOf', theirs)
    const [rule] = await readRules(house.ctx, { propertyId: house.hq })
    const { organizationId, now } = house.ctx
    await db.insert(ruleDrafts).values({
      organizationId,
      ruleId: rule?.id ?? '',
      propertyId: house.hq,
      baseVersion: 1,
      content: { conditions: rule?.conditions },
      revision: 1,
      createdAt: now,
      updatedAt: now,
      madeBy: 'Ana Ruiz',
    })
    for (const [one, id] of [
      [house, group],
      [stranger, theirs],
    ] as const) {
      await one.send('DELETE', `/Groups/${id}`)
    }

    const anew = await house.newGroup({ displayName: 'Lab', externalId, members: [] })
    await house.beginCycle()
    await stranger.beginCycle()

    const named = [{ operand: 'group', values: [anew] }]
    expect(await readRules(house.ctx)).toMatchObject([{ conditions: { conditions: named } }])
    const [draft] = await db
      .select()
      .from(ruleDrafts)
      .where(
        and(eq(ruleDrafts.organizationId, organizationId), eq(ruleDrafts.propertyId, house.hq)),
      )
    expect(draft?.content).toMatchObject({ conditions: { conditions: named } })
    expect(await readRules(stranger.ctx)).toMatchObject([
      { conditions: { conditions: [{ values: [theirs] }] } },
    ])
  })

  it.each([
    ['is no object id of Entra', 'lab', 'lab', 1],
    ['is another', externalId, '00000000-c4c3-4bc0-b4a5-2ef676900159', 1],
    ['two groups have', externalId, externalId, 2],
  ])('is not guessed by an external id that %s', async (_, before, after, times) => {
    const maya = await house.newUser('maya@contoso.com')
    const group = await house.newGroup({ displayName: 'Lab', externalId: before, members: [maya] })
    await house.addRule('Lab', 'memberOf', group)
    await house.send('DELETE', `/Groups/${group}`)
    for (let i = 0; i < times; i++) {
      await house.newGroup({ displayName: `Lab ${i}`, externalId: after })
    }

    await house.beginCycle()

    expect(await kinds()).toHaveLength(1)
    expect(await house.grantCount()).toBe(1)
  })
})
