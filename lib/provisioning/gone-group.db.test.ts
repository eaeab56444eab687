import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity, grants, roles } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestProperty } from '@/db/testing/people'
import { endLastResults } from '@/lib/access/over-time/end-last-results'
import { applyRule } from '@/lib/access/test-save-rules'
import { listNeedsYou } from '@/lib/inbox/list-needs-you'
import type { OperatorId } from '@/lib/rules/engine/operators'
import { readRules } from '@/lib/rules/stored-rules'
import { openScimTestClient, patchBody, type ScimTestClient, userBody } from './scim-test-client'

/** What happens to a rule whose group is deleted in Entra (product.md 4.3). */
let db: Db
let close: () => Promise<void>
let house: ScimTestClient
let hq: string

beforeAll(async () => ({ db, close } = await openTestDatabase()))
const houses: ScimTestClient[] = []
async function openHouse(): Promise<ScimTestClient> {
  const made = await openScimTestClient(db)
  houses.push(made)
  return made
}
afterAll(async () => {
  for (const { service } of houses) await service.flush()
  await close()
})
beforeEach(async () => {
  house = await openHouse()
  hq = await newTestProperty(house.ctx, 'HQ')
})

const HOUR_MS = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS)

async function addRule(name: string, operator: OperatorId, groupId: string) {
  const { ctx } = house
  const accessGroupId = await newTestAccessGroup(ctx, { propertyId: hq, name })
  const [role] = await db
    .select({ id: roles.id })
    .from(roles)
    .where(and(eq(roles.organizationId, ctx.organizationId), eq(roles.basedOn, 'user')))
  await applyRule(ctx, {
    propertyId: hq,
    name,
    conditions: {
      match: 'all',
      conditions: [{ kind: 'condition', operand: 'group', operator, values: [groupId] }],
    },
    accessGroupIds: [accessGroupId],
    roleId: role?.id ?? '',
    mobileKey: false,
  })
}

/** Edits the only rule: its name, or the group that it names. */
async function editRule({ name, group }: { name?: string; group?: string }) {
  const [rule] = await readRules(house.ctx, { propertyId: hq })
  if (!rule) throw new Error('There is no rule.')
  const { conditions } = rule
  const leaf = { kind: 'condition' as const, operand: 'group', operator: 'memberOf' as const }
  const { accessGroupIds, roleId, mobileKey } = rule.outcome
  await applyRule(house.ctx, {
    ruleId: rule.id,
    version: rule.version,
    propertyId: hq,
    name: name ?? rule.name,
    conditions: group ? { match: 'all', conditions: [{ ...leaf, values: [group] }] } : conditions,
    accessGroupIds,
    roleId,
    mobileKey,
  })
}

const newUser = async (name: string): Promise<string> =>
  (await house.send('POST', '/Users', userBody(name))).body.id
const newGroup = async (displayName: string, ...members: string[]): Promise<string> =>
  (
    await house.send('POST', '/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName,
      members: members.map((value) => ({ value })),
    })
  ).body.id
const grantCount = () => db.$count(grants, eq(grants.organizationId, house.ctx.organizationId))
const kinds = async () =>
  (await listNeedsYou(house.ctx)).filter((item) => item.kind === 'rule_broken')
const logged = (kind: string) =>
  db
    .select({ data: activity.data })
    .from(activity)
    .where(and(eq(activity.organizationId, house.ctx.organizationId), eq(activity.kind, kind)))

describe('a rule whose group is deleted', () => {
  it('keeps whom it covered, adds nobody, and is told in the inbox and in the log', async () => {
    const maya = await newUser('maya@contoso.com')
    const group = await newGroup('Lab staff', maya)
    await addRule('Lab', 'memberOf', group)
    await addRule('Others', 'notMemberOf', group)
    expect(await grantCount()).toBe(1)
    expect(await kinds()).toEqual([])

    expect((await house.send('DELETE', `/Groups/${group}`)).status).toBe(204)
    await newUser('ben@contoso.com')
    await house.send(
      'PATCH',
      `/Users/${maya}`,
      patchBody({ op: 'Replace', path: 'title', value: 'Lead' }),
    )

    expect(await grantCount()).toBe(1)
    expect(await kinds()).toMatchObject([
      { rule: 'Lab', property: 'HQ', groups: ['Lab staff'], ended: false },
      { rule: 'Others' },
    ])
    expect(await logged('rule.broken')).toMatchObject([
      { data: { rule: 'Lab', group: 'Lab staff' } },
      { data: { rule: 'Others' } },
    ])
  })

  it('lets a leaver go at once', async () => {
    const maya = await newUser('maya@contoso.com')
    const group = await newGroup('Lab staff', maya)
    await addRule('Lab', 'memberOf', group)
    await house.send('DELETE', `/Groups/${group}`)

    await house.send(
      'PATCH',
      `/Users/${maya}`,
      patchBody({ op: 'Replace', path: 'active', value: 'False' }),
    )

    expect(await grantCount()).toBe(0)
  })

  it('covers nobody after 72 hours, not earlier, and ends once', async () => {
    const group = await newGroup('Lab staff', await newUser('maya@contoso.com'))
    await addRule('Lab', 'memberOf', group)
    await house.send('DELETE', `/Groups/${group}`)

    await endLastResults(db, inHours(71.9))
    expect(await grantCount()).toBe(1)

    await endLastResults(db, inHours(72.1))
    expect(await grantCount()).toBe(0)
    expect(await kinds()).toMatchObject([{ rule: 'Lab', ended: true }])
    expect(await logged('rule.lapsed')).toHaveLength(1)

    expect(await endLastResults(db, inHours(72.2))).toBe(0)
    expect(await logged('rule.lapsed')).toHaveLength(1)
  })

  it('changes nothing for another organisation', async () => {
    const stranger = await openHouse()
    const group = await newGroup('Lab staff', await newUser('maya@contoso.com'))
    await addRule('Lab', 'memberOf', group)
    expect((await stranger.send('DELETE', `/Groups/${group}`)).status).toBe(404)
    await endLastResults(db, inHours(100))
    expect(await grantCount()).toBe(1)
    expect(await listNeedsYou(stranger.ctx)).toEqual([])
  })

  it('keeps its last result when it is edited and still names the group', async () => {
    const group = await newGroup('Lab staff', await newUser('maya@contoso.com'))
    await addRule('Lab', 'memberOf', group)
    await house.send('DELETE', `/Groups/${group}`)

    await editRule({ name: 'Laboratory' })

    expect(await grantCount()).toBe(1)
    expect(await kinds()).toMatchObject([{ rule: 'Laboratory', ended: false }])
  })

  it('is whole again once it names the group that was made anew', async () => {
    const [maya, ben] = [await newUser('maya@contoso.com'), await newUser('ben@contoso.com')]
    const group = await newGroup('Lab staff', maya)
    await addRule('Lab', 'memberOf', group)
    await house.send('DELETE', `/Groups/${group}`)
    const anew = await newGroup('Lab staff', maya, ben)
    expect(await grantCount()).toBe(1)

    await editRule({ group: anew })

    expect(await kinds()).toEqual([])
    expect(await grantCount()).toBe(2)
  })
})
