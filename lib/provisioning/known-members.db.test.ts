import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { openTestDatabase } from '@/db/testing/database'
import { learnQuietGroups } from '@/lib/access/over-time/learn-members'
import { settleDecisions } from '@/lib/access/over-time/settle-decisions'
import { patchBody } from './scim-test-client'
import { type GroupHouse, openGroupHouse } from './test-group-rules'

/** Entra sends a group before its members, one by one (product.md 4.3). */
let db: Db
let close: () => Promise<void>
let house: GroupHouse
let maya: string

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
  maya = await house.newUser('maya@contoso.com')
  await house.newUser('ben@contoso.com')
})

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)

const members = (op: string, ...values: string[]) =>
  patchBody({ op, path: 'members', value: values.map((value) => ({ value })) })

async function versionOf(group: string): Promise<string | undefined> {
  return (await house.send('GET', `/Groups/${group}`)).body.meta.version
}

describe('a rule for those who are not in a group', () => {
  it('is met by nobody until the members have arrived, which the next cycle says', async () => {
    const group = await house.newGroup({ displayName: 'Contractors' })
    await house.addRule('Others', 'notMemberOf', group)
    expect(await house.grantCount()).toBe(0)

    await house.send('PATCH', `/Groups/${group}`, members('Add', maya))
    await house.newUser('cleo@contoso.com')
    expect(await house.grantCount()).toBe(0)

    await house.beginCycle()
    expect(await house.grantCount()).toBe(2)
  })

  it('is met at once where the group came with its members, were it none', async () => {
    const group = await house.newGroup({ displayName: 'Contractors', members: [] })
    await house.addRule('Others', 'notMemberOf', group)
    expect(await house.grantCount()).toBe(2)
  })

  it.each([
    ['a PUT', 'PUT', { displayName: 'Contractors', members: [] }],
    ['a list that replaces the members', 'PATCH', members('Replace')],
    ['a PATCH that ends all members', 'PATCH', patchBody({ op: 'Remove', path: 'members' })],
  ])('is met after %s, though that changes nothing else', async (_, method, body) => {
    const group = await house.newGroup({ displayName: 'Contractors' })
    await house.addRule('Others', 'notMemberOf', group)
    const version = await versionOf(group)

    await house.send(method, `/Groups/${group}`, body)
    await settleDecisions(db, inHours(0.01))

    expect(await house.grantCount()).toBe(2)
    expect(await versionOf(group)).toBe(version)
  })

  it('is met after a list that changes the members', async () => {
    const group = await house.newGroup({ displayName: 'Contractors' })
    await house.addRule('Others', 'notMemberOf', group)

    await house.send('PATCH', `/Groups/${group}`, members('Replace', maya))
    await settleDecisions(db, inHours(0.01))

    expect(await house.grantCount()).toBe(1)
  })

  it('is met when nothing has changed in the group for a day', async () => {
    const group = await house.newGroup({ displayName: 'Contractors' })
    await house.addRule('Others', 'notMemberOf', group)

    await learnQuietGroups(db, inHours(23))
    await settleDecisions(db, inHours(25))
    expect(await house.grantCount()).toBe(0)

    expect(await learnQuietGroups(db, inHours(25))).toBeGreaterThan(0)
    await settleDecisions(db, inHours(26))
    expect(await house.grantCount()).toBe(2)
  })

  it('waits for its own group alone: a cycle that began before it, or another organisation’s, says nothing', async () => {
    const stranger = await openHouse()
    const known = await house.newGroup({ displayName: 'Guests' })
    await house.beginCycle()
    const group = await house.newGroup({ displayName: 'Contractors' })
    await house.addRule('Others', 'notMemberOf', group)
    await house.service.flush()
    await stranger.beginCycle()
    expect(await house.grantCount()).toBe(0)

    await house.addRule('No guests', 'notMemberOf', known)
    expect(await house.grantCount()).toBe(2)
  })
})

it('whoever is in a group is in it at once', async () => {
  const group = await house.newGroup({ displayName: 'Lab staff' })
  await house.addRule('Lab', 'memberOf', group)
  await house.send('PATCH', `/Groups/${group}`, members('Add', maya))
  expect(await house.grantCount()).toBe(1)
})
