import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { listActivity } from '@/lib/activity/list'
import { type Ask, doorCalled, openTestDesk } from '@/lib/doors/test-doors'
import { copySetUpLink } from '@/lib/invitations/copy-link'
import { readKeyPage } from '@/lib/invitations/read-key-page'
import { sendAgain } from '@/lib/invitations/renew-link'
import type { KeyPage } from '@/lib/invitations/schemas'
import { holdEmployee, releaseEmployee } from '../hold'
import {
  changePerson,
  livingKeys,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '../test-house'
import { issueKey, liftSuspension, replacePhone, revokeKey } from './manage-key'
import { reportLost } from './report-lost'
import { keysOf, livingKeyAt, mailsOf, newestLink, setUpKeys } from './test-keys'

let db: Db
let close: () => Promise<void>
let house: TestHouse
let ctx: Context
let ask: Ask
let maya: string
let dock: string
let roof: string

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
  ctx = house.ctx
  ;({ ask } = await openTestDesk(ctx))
  const { hq, austin } = house
  await newDepartmentRule(house, { propertyId: hq, department: 'Sales', doors: ['Dock'] })
  await newDepartmentRule(house, { propertyId: austin, department: 'Sales', doors: ['Roof'] })
  maya = await newPerson(house, { name: 'Maya', department: 'Sales' })
  dock = await doorCalled(ctx, 'Dock')
  roof = await doorCalled(ctx, 'Roof')
})

const keyAt = (propertyId: string) => livingKeyAt(ctx, maya, propertyId)
const visit = (token: string) => ({ db, now: ctx.now, token })
const kindOf = async (token: string, secret?: string) =>
  (await readKeyPage(visit(token), secret)).kind
const states = async () => (await keysOf(ctx, maya)).map((key) => key.state).sort()
const kinds = async () =>
  (await listActivity(ctx, { subject: maya })).rows.map((row) => row.kind as string)

describe('a device at a door', () => {
  it('opens the doors of every property it was invited to, and none before Continue', async () => {
    const before = await keyAt(house.hq)
    expect(await ask({ door: dock, key: before.id })).toMatchObject({ reason: 'not_active' })

    const { secret } = await setUpKeys(ctx, maya)
    expect(await ask({ door: dock, credential: secret })).toMatchObject({ reason: 'open' })
    expect(await ask({ door: roof, credential: secret })).toMatchObject({ reason: 'open' })
    expect(await ask({ door: roof, key: before.id })).toMatchObject({ reason: 'wrong_property' })
  })
})

describe('a device that was set up by two links of one person', () => {
  /** Austin's key is revoked and given anew by an e-mail of its own, which the same phone opens. */
  async function newRing() {
    const first = await setUpKeys(ctx, maya)
    await revokeKey(ctx, { keyId: (await keyAt(house.austin)).id })
    await issueKey(ctx, { employeeId: maya, propertyId: house.austin })
    return { first, second: await setUpKeys(ctx, maya) }
  }
  const opensAt = (page: KeyPage) =>
    page.kind === 'active' ? page.places.map((place) => place.property).sort() : page.kind

  it('shows every key that lies on it on the page of either', async () => {
    const { first, second } = await newRing()
    const alone = await readKeyPage(visit(first.token), first.secret)
    expect(opensAt(alone)).toEqual(['HQ Denver'])
    const pages = [
      await readKeyPage(visit(first.token), first.secret, [second.secret]),
      await readKeyPage(visit(second.token), second.secret, [first.secret]),
    ]
    expect(pages.map(opensAt)).toEqual([
      ['Austin', 'HQ Denver'],
      ['Austin', 'HQ Denver'],
    ])
  })

  it('shows nothing for a secret that is not its own, of another person or of another device', async () => {
    const ben = await newPerson(house, { name: 'Ben', department: 'Sales' })
    const { secret: bens } = await setUpKeys(ctx, ben)
    const { first, second } = await newRing()
    const page = await readKeyPage(visit(first.token), first.secret, [bens, 'made up'])
    expect(opensAt(page)).toEqual(['HQ Denver'])
    // The secret of another link does not open this one.
    expect(await readKeyPage(visit(first.token), undefined, [second.secret])).toMatchObject({
      kind: 'taken',
    })
  })

  it('loses every key on it when it is reported lost there, and one link’s keys from elsewhere', async () => {
    const { first, second } = await newRing()
    await reportLost(visit(first.token))
    expect(await ask({ door: dock, credential: first.secret })).toMatchObject({
      reason: 'suspended',
    })
    expect(await ask({ door: roof, credential: second.secret })).toMatchObject({ reason: 'open' })

    await reportLost(visit(first.token), [second.secret])
    expect(await ask({ door: roof, credential: second.secret })).toMatchObject({
      reason: 'suspended',
    })
  })
})

describe('Revoke', () => {
  it('ends this key at once, leaves the others and the access, and says by whom', async () => {
    const { secret, token } = await setUpKeys(ctx, maya)
    const key = await keyAt(house.hq)
    await revokeKey(ctx, { keyId: key.id })

    expect(await ask({ door: dock, credential: secret })).toMatchObject({ reason: 'revoked' })
    expect(await ask({ door: roof, credential: secret })).toMatchObject({ reason: 'open' })
    const page = await readKeyPage(visit(token), secret)
    expect(page.kind === 'active' && page.places.map((place) => place.property)).toEqual(['Austin'])
    const [ended] = (await keysOf(ctx, maya)).filter((one) => one.id === key.id)
    expect(ended).toMatchObject({ state: 'revoked', cause: 'Revoked by Ana Ruiz.' })
    await expect(revokeKey(ctx, { keyId: key.id })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is not undone by the next push: only a key by hand, or leaving and coming back, makes a new one', async () => {
    await setUpKeys(ctx, maya)
    await revokeKey(ctx, { keyId: (await keyAt(house.hq)).id })
    await changePerson(ctx, maya, { title: 'Lead' })
    expect(await livingKeys(ctx, maya)).toHaveLength(1)

    await issueKey(ctx, { employeeId: maya, propertyId: house.hq })
    expect(await keyAt(house.hq)).toMatchObject({ state: 'waiting' })
    const again = issueKey(ctx, { employeeId: maya, propertyId: house.hq })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('Replace phone', () => {
  it('ends every key on the old device and sends new ones in one e-mail', async () => {
    const { secret, token } = await setUpKeys(ctx, maya)
    await replacePhone(ctx, { keyId: (await keyAt(house.hq)).id })

    expect(await ask({ door: dock, credential: secret })).toMatchObject({ reason: 'revoked' })
    expect(await ask({ door: roof, credential: secret })).toMatchObject({ reason: 'revoked' })
    expect(await kindOf(token, secret)).toBe('ended')
    expect(await states()).toEqual(['revoked', 'revoked', 'waiting', 'waiting'])

    const fresh = await setUpKeys(ctx, maya, 'Android phone')
    expect(await mailsOf(ctx, maya)).toHaveLength(2)
    expect(await ask({ door: dock, credential: fresh.secret })).toMatchObject({ reason: 'open' })
    expect(await ask({ door: roof, credential: fresh.secret })).toMatchObject({ reason: 'open' })
    expect(await kinds()).toContain('key.phone_replaced')
  })

  it('is refused for a key that is on no phone, and for somebody who may have none', async () => {
    const key = await keyAt(house.hq)
    await expect(replacePhone(ctx, { keyId: key.id })).rejects.toMatchObject({ code: 'conflict' })
    await setUpKeys(ctx, maya)
    await holdEmployee(ctx, { employeeId: maya })
    await expect(replacePhone(ctx, { keyId: key.id })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('a key that was reported lost', () => {
  it('opens nothing on any page or at any door until it was found', async () => {
    const { secret, token } = await setUpKeys(ctx, maya)
    await reportLost(visit(token))
    await reportLost(visit(token))

    expect(await ask({ door: dock, credential: secret })).toMatchObject({ reason: 'suspended' })
    expect(await ask({ door: roof, credential: secret })).toMatchObject({ reason: 'suspended' })
    expect(await kindOf(token, secret)).toBe('suspended')
    expect((await kinds()).filter((kind) => kind === 'key.suspended')).toHaveLength(2)

    await liftSuspension(ctx, { keyId: (await keyAt(house.hq)).id })
    expect(await ask({ door: dock, credential: secret })).toMatchObject({ reason: 'open' })
    expect(await kindOf(token, secret)).toBe('active')
    const again = liftSuspension(ctx, { keyId: (await keyAt(house.hq)).id })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
  })

  it('can be replaced by a new phone, and the lost one never opens again', async () => {
    const { secret, token } = await setUpKeys(ctx, maya)
    await reportLost(visit(token))
    await replacePhone(ctx, { keyId: (await keyAt(house.hq)).id })
    const fresh = await setUpKeys(ctx, maya)

    expect(await ask({ door: dock, credential: fresh.secret })).toMatchObject({ reason: 'open' })
    expect(await ask({ door: dock, credential: secret })).toMatchObject({ reason: 'revoked' })
  })

  it('is only a key that is on a phone: nothing is lost before Continue', async () => {
    const token = await newestLink(ctx, maya)
    await expect(reportLost(visit(token))).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('Send again and Copy set-up link', () => {
  it('make the older link say that there is a newer one, and only the newer one work', async () => {
    const first = await newestLink(ctx, maya)
    await sendAgain(ctx, { employeeId: maya })
    expect(await readKeyPage(visit(first), undefined)).toMatchObject({
      kind: 'replaced',
      onItsWay: true,
    })

    const second = await newestLink(ctx, maya)
    expect(second).not.toBe(first)
    expect(await readKeyPage(visit(first), undefined)).toMatchObject({ onItsWay: false })
    const page = await readKeyPage(visit(second), undefined)
    expect(page.kind === 'ready' && page.places).toHaveLength(2)
  })

  it('leave keys alone that are on a phone', async () => {
    await setUpKeys(ctx, maya)
    await expect(sendAgain(ctx, { employeeId: maya })).rejects.toMatchObject({ code: 'conflict' })
    expect(await states()).toEqual(['active', 'active'])
  })

  it('copy the very link of the e-mail, log it, and refuse one that works no more', async () => {
    const token = await newestLink(ctx, maya)
    const { id: keyId } = await keyAt(house.hq)
    const { link } = await copySetUpLink(ctx, { keyId })
    expect(link.endsWith(`/key/${token}`)).toBe(true)
    expect(await kinds()).toContain('key.link_copied')

    await setUpKeys(ctx, maya)
    await expect(copySetUpLink(ctx, { keyId })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('what happens to a key', () => {
  it('when the person comes back: a new one, and the old one never opens again', async () => {
    const { secret } = await setUpKeys(ctx, maya)
    await changePerson(ctx, maya, { active: false })
    expect(await ask({ door: dock, credential: secret })).toMatchObject({ reason: 'left' })

    await changePerson(ctx, maya, { active: true })
    expect(await ask({ door: dock, credential: secret })).toMatchObject({ reason: 'revoked' })
    const fresh = await setUpKeys(ctx, maya)
    expect(await ask({ door: dock, credential: fresh.secret })).toMatchObject({ reason: 'open' })
    expect(await ask({ door: dock, credential: secret })).toMatchObject({ reason: 'revoked' })
  })

  it('when the e-mail address changes: it stays, on its device', async () => {
    const { secret } = await setUpKeys(ctx, maya)
    await changePerson(ctx, maya, {
      primaryEmail: 'maya.new@contoso.example',
      primaryEmailKey: 'maya.new@contoso.example',
    })
    expect(await states()).toEqual(['active', 'active'])
    expect(await ask({ door: dock, credential: secret })).toMatchObject({ reason: 'open' })
  })

  it('when access is taken by hand: nothing opens until it is given back, then the same phone does', async () => {
    const { secret } = await setUpKeys(ctx, maya)
    await holdEmployee(ctx, { employeeId: maya })
    expect(await ask({ door: dock, credential: secret })).toMatchObject({ reason: 'held' })

    await releaseEmployee(ctx, { employeeId: maya })
    expect(await ask({ door: dock, credential: secret })).toMatchObject({ reason: 'open' })
  })
})

describe('another organisation', () => {
  it('can do nothing to a key that is not its own', async () => {
    const token = await newestLink(ctx, maya)
    const { id: keyId } = await keyAt(house.hq)
    const other = (await newTestOrganization(db)).ctx
    const notTheirs = { code: expect.stringMatching(/^(not_found|conflict)$/) }
    await expect(revokeKey(other, { keyId })).rejects.toMatchObject(notTheirs)
    await expect(replacePhone(other, { keyId })).rejects.toMatchObject(notTheirs)
    await expect(liftSuspension(other, { keyId })).rejects.toMatchObject(notTheirs)
    await expect(copySetUpLink(other, { keyId })).rejects.toMatchObject(notTheirs)
    await expect(sendAgain(other, { employeeId: maya })).rejects.toMatchObject(notTheirs)
    const issued = issueKey(other, { employeeId: maya, propertyId: house.hq })
    await expect(issued).rejects.toMatchObject(notTheirs)
    expect(await kindOf(token)).toBe('ready')
  })
})
