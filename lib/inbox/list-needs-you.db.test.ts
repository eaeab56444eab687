import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import {
  directoryGroups,
  integrations,
  oauthClientSecrets,
  oauthClients,
  scimTokens,
} from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestDecision,
  newTestEmail,
  newTestEmployee,
  newTestKey,
  newTestProperty,
  newTestRule,
} from '@/db/testing/people'
import { newId } from '@/lib/kernel/ids'
import { countNeedsYou, listNeedsYou } from './list-needs-you'

let db: Db
let close: () => Promise<void>
let ctx: Context
let userRole: string

const DAY_MS = 24 * 60 * 60 * 1000
const inDays = (days: number) => new Date(ctx.now.getTime() + days * DAY_MS)
const kinds = async (as = ctx) => (await listNeedsYou(as)).map((item) => item.kind)

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  const made = await newTestOrganization(db)
  ctx = made.ctx
  userRole = made.roleIds.user
})

async function install(installedAt: Date | null = inDays(-1)): Promise<string> {
  const id = newId('integration')
  await ctx.db.insert(integrations).values({
    organizationId: ctx.organizationId,
    id,
    kind: 'entra',
    placement: 'chosen',
    keyDefault: true,
    startedBy: 'Ana Ruiz',
    startedAt: inDays(-2),
    installedAt,
    firstPersonAt: inDays(-1),
  })
  return id
}

async function newToken(
  integrationId: string,
  values: { expiresAt: Date; lastUsedAt?: Date; revokedAt?: Date; createdAt?: Date },
) {
  const id = newId('scimToken')
  await ctx.db.insert(scimTokens).values({
    organizationId: ctx.organizationId,
    id,
    integrationId,
    hash: id,
    ending: 'k4Qz',
    madeBy: 'Ana Ruiz',
    createdAt: ctx.now,
    ...values,
  })
}

async function newGroup(id: string, deletedAt: Date | null = null) {
  await ctx.db.insert(directoryGroups).values({
    organizationId: ctx.organizationId,
    id,
    displayName: id,
    displayNameKey: id,
    resource: {},
    version: 1,
    createdAt: ctx.now,
    lastModifiedAt: ctx.now,
    deletedAt,
  })
}

describe('Needs you', () => {
  it('is empty when nothing waits, and counts as many as it lists', async () => {
    expect(await listNeedsYou(ctx)).toEqual([])
    expect(await countNeedsYou(ctx)).toBe(0)

    await newTestEmployee(ctx, { displayName: 'Twin', hold: 'conflict' })
    expect(await countNeedsYou(ctx)).toBe(1)
  })

  it('has one item for each conflict, the oldest first', async () => {
    await newTestEmployee(ctx, { displayName: 'Later', hold: 'conflict' })
    await newTestEmployee(ctx, { displayName: 'Sooner', hold: 'conflict', createdAt: inDays(-3) })
    await newTestEmployee(ctx, { displayName: 'Gone', hold: 'conflict', active: false })

    expect(await listNeedsYou(ctx)).toMatchObject([
      { kind: 'conflict', person: { name: 'Sooner' } },
      { kind: 'conflict', person: { name: 'Later' } },
    ])
  })

  it('gathers people without an e-mail, and people whose e-mail failed, into one item each', async () => {
    const propertyId = await newTestProperty(ctx, 'Austin')
    for (const displayName of ['A', 'B', 'C', 'D']) {
      const employeeId = await newTestEmployee(ctx, { displayName })
      await newTestDecision(ctx, { employeeId, propertyId, roleId: userRole, mobileKey: true })
    }
    const bounced = await newTestEmployee(ctx, { displayName: 'Bo', primaryEmail: 'bo@c.com' })
    await newTestKey(ctx, { employeeId: bounced, propertyId, state: 'bounced' })
    const failed = await newTestEmployee(ctx, { displayName: 'Fay', primaryEmail: 'fay@c.com' })
    await newTestEmail(ctx, { employeeId: failed, state: 'failed', error: 'gave_up' })

    expect(await listNeedsYou(ctx)).toMatchObject([
      { kind: 'no_email', people: 4, names: ['A', 'B', 'C'] },
      { kind: 'email_failed', people: 2, names: ['Bo', 'Fay'], reasons: ['gave_up'] },
    ])
  })

  it('names a property without rules and one whose rules nobody meets, once Entra is installed', async () => {
    const austin = await newTestProperty(ctx, 'Austin')
    const denver = await newTestProperty(ctx, 'Denver')
    const enabledNot = { propertyId: austin, roleId: userRole, enabled: false }
    await newTestRule(ctx, { ...enabledNot, name: 'Switched off' })
    await newTestRule(ctx, { propertyId: denver, name: 'Staff', roleId: userRole })
    const employeeId = await newTestEmployee(ctx, { displayName: 'Maya' })

    expect(await kinds()).toEqual([])
    await install()
    expect(
      (await listNeedsYou(ctx)).map((item) => [item.kind, 'property' in item && item.property]),
    ).toEqual([
      ['no_match', 'Denver'],
      ['no_rules', 'Austin'],
    ])

    await newTestDecision(ctx, { employeeId, propertyId: denver, roleId: userRole })
    expect(await kinds()).toEqual(['no_rules'])
  })

  it('warns of the token that Entra uses, not of a newer one that nobody pasted yet', async () => {
    const integration = await install()
    await newToken(integration, { expiresAt: inDays(20), lastUsedAt: ctx.now })
    await newToken(integration, { expiresAt: inDays(365) })

    expect(await kinds()).toEqual(['token_ending'])
  })

  it('warns of the client secret when Entra fetches its tokens by OAuth', async () => {
    await newToken(await install(), { expiresAt: inDays(300), lastUsedAt: inDays(-3) })
    const [installed] = await ctx.db
      .select()
      .from(integrations)
      .where(eq(integrations.organizationId, ctx.organizationId))
    const own = { organizationId: ctx.organizationId, madeBy: 'Ana Ruiz', createdAt: ctx.now }
    await ctx.db
      .insert(oauthClients)
      .values({ ...own, id: 'oac_1', integrationId: installed?.id ?? '' })
    await ctx.db.insert(oauthClientSecrets).values({
      ...own,
      id: 'sec_1',
      clientId: 'oac_1',
      hash: newId('clientSecret'),
      ending: 'm7Rt',
      expiresAt: inDays(20),
      lastUsedAt: ctx.now,
    })

    expect(await listNeedsYou(ctx)).toMatchObject([
      { kind: 'token_ending', what: 'client secret', ending: 'm7Rt' },
    ])
  })

  it.each([
    ['expired', { expiresAt: -1 }],
    ['was revoked', { expiresAt: 300, revokedAt: -1 }],
  ])('says that the sync stopped when the token %s', async (_, days) => {
    await newToken(await install(), {
      expiresAt: inDays(days.expiresAt),
      lastUsedAt: inDays(-2),
      ...('revokedAt' in days && { revokedAt: inDays(days.revokedAt) }),
    })

    expect(await kinds()).toEqual(['token_ended'])
  })

  it('says nothing of a token with more than thirty days left, or before set-up is finished', async () => {
    await newToken(await install(), { expiresAt: inDays(31), lastUsedAt: ctx.now })
    expect(await kinds()).toEqual([])

    ctx = (await newTestOrganization(db)).ctx
    await newToken(await install(null), { expiresAt: inDays(-1) })
    expect(await kinds()).toEqual([])
  })

  it('says since when groups cannot be read, which rules name some, and how many people they cover', async () => {
    const since = inDays(-1)
    const lost = { lostPermissions: ['GroupMember.Read.All'], lostPermissionsAt: since }
    const id = await install()
    await db.update(integrations).set(lost).where(eq(integrations.id, id))
    const propertyId = await newTestProperty(ctx, 'HQ')
    const leaf = (operand: string, operator: string) => ({
      match: 'all',
      conditions: [{ kind: 'condition', operand, operator, values: ['x'] }],
    })
    const rule = { propertyId, roleId: userRole }
    await newTestRule(ctx, { ...rule, name: 'A', conditions: leaf('department', 'is') })
    const found = async () =>
      (await listNeedsYou(ctx)).filter((item) => item.kind === 'groups_unreadable')
    expect(await found()).toMatchObject([{ since, rules: 0, names: [], people: 0 }])

    await newGroup('x')
    const byGroup = leaf('group', 'notMemberOf')
    const night = await newTestRule(ctx, { ...rule, name: 'B', conditions: byGroup })
    await newTestRule(ctx, { ...rule, name: 'Off', conditions: byGroup, enabled: false })
    const austin = await newTestProperty(ctx, 'Austin')
    const day = await newTestRule(ctx, {
      ...rule,
      propertyId: austin,
      name: 'C',
      conditions: byGroup,
    })
    const both = await newTestEmployee(ctx, { displayName: 'At both' })
    const one = await newTestEmployee(ctx, { displayName: 'At one' })
    const role = { roleId: userRole }
    const covers = { ...role, propertyId, ruleIds: [night] }
    await newTestDecision(ctx, { ...covers, employeeId: both })
    await newTestDecision(ctx, { ...covers, employeeId: one })
    await newTestDecision(ctx, { ...role, propertyId: austin, ruleIds: [day], employeeId: both })
    const other = await newTestEmployee(ctx, { displayName: 'By another rule' })
    await newTestDecision(ctx, { ...role, propertyId, ruleIds: ['rule_a'], employeeId: other })
    expect(await found()).toMatchObject([
      { since, rules: 2, names: ['C at Austin', 'B at HQ'], people: 2 },
    ])

    await newGroup('gone', since)
    const broken = { ...byGroup, conditions: [{ ...byGroup.conditions[0], values: ['gone'] }] }
    await newTestRule(ctx, { ...rule, name: 'Broken', conditions: broken })
    expect(await found()).toMatchObject([{ rules: 2 }])
    expect(await kinds()).toContain('rule_broken')

    const back = { lostPermissions: [], lostPermissionsAt: null }
    await db.update(integrations).set(back).where(eq(integrations.id, id))
    expect(await found()).toEqual([])
  })

  it('shows nothing of another organisation', async () => {
    const other = (await newTestOrganization(db)).ctx
    const propertyId = await newTestProperty(ctx, 'Austin')
    await newToken(await install(), { expiresAt: inDays(-1) })
    const employeeId = await newTestEmployee(ctx, { displayName: 'Maya', hold: 'conflict' })
    await newTestDecision(ctx, { employeeId, propertyId, roleId: userRole, mobileKey: true })
    await newTestEmail(ctx, { employeeId, state: 'failed' })

    expect(await countNeedsYou(ctx)).toBe(5)
    expect(await listNeedsYou(other)).toEqual([])
  })
})
