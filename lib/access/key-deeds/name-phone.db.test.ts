import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { mobileKeyMoves } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { listActivity } from '@/lib/activity/list'
import { readKeyPulse } from '@/lib/invitations/key-pulse'
import { readKeyPage } from '@/lib/invitations/read-key-page'
import { sendAgain } from '@/lib/invitations/renew-link'
import { randomSecret } from '@/lib/platform/secret'
import { holdEmployee, releaseEmployee } from '../hold'
import {
  changePerson,
  livingKeys,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '../test-house'
import { issueKey, replacePhone, revokeKey } from './manage-key'
import { namePhone } from './name-phone'
import { reportLost } from './report-lost'
import { keysOf, livingKeyAt, newestLink, setUpKeys } from './test-keys'

let db: Db
let close: () => Promise<void>
let house: TestHouse
let ctx: Context
let maya: string

const DAY_MS = 86_400_000

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
  ctx = house.ctx
  maya = await staffWithMaya(house)
})

/** At both properties, so that one link brings two keys. */
async function staffWithMaya(at: TestHouse): Promise<string> {
  await newDepartmentRule(at, { propertyId: at.hq, department: 'Sales', doors: ['Dock'] })
  await newDepartmentRule(at, { propertyId: at.austin, department: 'Sales', doors: ['Roof'] })
  return newPerson(at, { name: 'Maya', department: 'Sales' })
}

interface Phone {
  token: string
  secret: string
}

const visit = (token: string, days = 0) => ({
  db,
  now: new Date(ctx.now.getTime() + days * DAY_MS),
  token,
})
const call = ({ token, secret }: Phone, name: string, otherSecrets: string[] = []) =>
  namePhone(visit(token), { name, secret, otherSecrets })
const devices = async (employeeId = maya, of = ctx) =>
  (await livingKeys(of, employeeId)).map((key) => key.device).sort()
const namings = async () =>
  (await listActivity(ctx, { subject: maya })).rows.filter((row) => row.kind === 'key.phone_named')

describe('the phone that has a key', () => {
  it('is known by the name that its owner gives, at every property, and the log says so', async () => {
    const phone = await setUpKeys(ctx, maya)
    await call(phone, '  iPhone 15 ')

    expect(await devices()).toEqual(['iPhone 15', 'iPhone 15'])
    expect(await readKeyPage(visit(phone.token), phone.secret)).toMatchObject({
      kind: 'active',
      device: 'iPhone 15',
    })
    const told = await namings()
    expect(told.map((row) => row.data)).toEqual(
      expect.arrayContaining(
        ['Austin', 'HQ Denver'].map((property) => ({
          name: 'Maya',
          property,
          device: 'iPhone 15',
          before: 'iPhone',
        })),
      ),
    )
    expect(told.map((row) => row.actor)).toEqual(
      told.map(() => ({ kind: 'person', employeeId: maya, name: 'Maya' })),
    )
  })

  it('makes the open page another version, and moves no key', async () => {
    const phone = await setUpKeys(ctx, maya)
    const before = await readKeyPulse(visit(phone.token), phone.secret)
    const keys = await keysOf(ctx, maya)
    const moves = () =>
      db.$count(mobileKeyMoves, eq(mobileKeyMoves.organizationId, ctx.organizationId))
    const moved = await moves()
    await call(phone, 'iPhone 15')

    expect((await readKeyPulse(visit(phone.token), phone.secret)).version).not.toBe(before.version)
    expect(await keysOf(ctx, maya)).toEqual(keys.map((key) => ({ ...key, device: 'iPhone 15' })))
    expect(await moves()).toBe(moved)
  })

  it('keeps its name without a word when the same one is given again', async () => {
    const phone = await setUpKeys(ctx, maya)
    await call(phone, 'iPhone')
    expect(await namings()).toEqual([])
    await call(phone, 'iPhone 15')
    await call(phone, 'ｉPhone  15')
    expect(await namings()).toHaveLength(2)
  })

  it('is not called by what is no name', async () => {
    const phone = await setUpKeys(ctx, maya)
    for (const name of ['', '   ', '<b>iPhone</b>', 'x'.repeat(41), 'iPhone\n15']) {
      await expect(call(phone, name)).rejects.toMatchObject({ code: 'invalid', field: 'name' })
    }
    expect(await devices()).toEqual(['iPhone', 'iPhone'])
  })

  it('is named so often in a day, and again on the next', async () => {
    const phone = await setUpKeys(ctx, maya)
    for (let n = 1; n <= 10; n++) await call(phone, `iPhone ${n}`)
    await expect(call(phone, 'iPhone 11')).rejects.toMatchObject({ code: 'unavailable' })
    expect(await devices()).toEqual(['iPhone 10', 'iPhone 10'])

    const { token, secret } = phone
    await namePhone(visit(token, 1.1), { name: 'iPhone 11', secret })
    expect(await devices()).toEqual(['iPhone 11', 'iPhone 11'])
  })
})

describe('who names it', () => {
  it('is the phone itself: the link alone, a made-up secret and another phone’s are refused', async () => {
    const ben = await newPerson(house, { name: 'Ben', department: 'Sales' })
    const bens = await setUpKeys(ctx, ben)
    const { token, secret } = await setUpKeys(ctx, maya)
    for (const wrong of [undefined, '', randomSecret(), bens.secret]) {
      const named = namePhone(visit(token), { name: 'Mine', secret: wrong, otherSecrets: [secret] })
      await expect(named).rejects.toMatchObject({ code: 'conflict' })
    }
    const unknown = namePhone(visit(randomSecret()), { name: 'Mine', secret })
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' })
    expect(await devices()).toEqual(['iPhone', 'iPhone'])
  })

  it('is nobody before Continue, or once a newer link was sent', async () => {
    const token = await newestLink(ctx, maya)
    const early = namePhone(visit(token), { name: 'Mine', secret: randomSecret() })
    await expect(early).rejects.toMatchObject({ code: 'conflict' })

    await sendAgain(ctx, { employeeId: maya })
    const late = namePhone(visit(token), { name: 'Mine', secret: randomSecret() })
    await expect(late).rejects.toMatchObject({ code: 'expired' })
    expect(await devices()).toEqual([null, null])
  })

  it('never reaches another organisation, whatever secrets are shown', async () => {
    const other = await openTestHouse(db)
    const theirMaya = await staffWithMaya(other)
    const theirs = await setUpKeys(other.ctx, theirMaya)
    const mine = await setUpKeys(ctx, maya)

    await call(mine, 'iPhone 15', [theirs.secret])
    expect(await devices(theirMaya, other.ctx)).toEqual(['iPhone', 'iPhone'])
    await expect(call({ ...theirs, secret: mine.secret }, 'iPhone 16')).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await devices(theirMaya, other.ctx)).toEqual(['iPhone', 'iPhone'])
    expect(await devices()).toEqual(['iPhone 15', 'iPhone 15'])
  })
})

describe('a phone that was set up by two links of one person', () => {
  /** Austin's key is revoked and given anew, by an e-mail of its own. */
  async function newKeyAtAustin() {
    await revokeKey(ctx, { keyId: (await livingKeyAt(ctx, maya, house.austin)).id })
    await issueKey(ctx, { employeeId: maya, propertyId: house.austin })
  }

  it('is named once for all keys that it proves, and for no others', async () => {
    const first = await setUpKeys(ctx, maya)
    await newKeyAtAustin()
    const second = await setUpKeys(ctx, maya)

    await call(first, 'iPhone 15')
    expect(await devices()).toEqual(['iPhone', 'iPhone 15'])
    await call(first, 'iPhone 15', [second.secret])
    expect(await devices()).toEqual(['iPhone 15', 'iPhone 15'])
  })

  it('keeps its name when the second link comes to it, and gives it to no other phone', async () => {
    const first = await setUpKeys(ctx, maya)
    await call(first, 'iPhone 15')
    await newKeyAtAustin()
    await setUpKeys(ctx, maya, 'iPhone', [first.secret])
    expect(await devices()).toEqual(['iPhone 15', 'iPhone 15'])

    await newKeyAtAustin()
    await setUpKeys(ctx, maya, 'Pixel 9')
    expect(await devices()).toEqual(['Pixel 9', 'iPhone 15'])
  })

  it('goes by what its browser tells now, where only its kind was known', async () => {
    const first = await setUpKeys(ctx, maya, 'Android phone')
    await newKeyAtAustin()
    await setUpKeys(ctx, maya, 'Pixel 9 Pro', [first.secret])
    expect(await devices()).toEqual(['Android phone', 'Pixel 9 Pro'])
  })
})

describe('a key that is not in use', () => {
  const refused = async (phone: Phone, code: string) => {
    await expect(call(phone, 'iPhone 15')).rejects.toMatchObject({ code })
    expect((await keysOf(ctx, maya)).map((key) => key.device)).not.toContain('iPhone 15')
    expect(await namings()).toEqual([])
  }

  it('takes no name after it has ended: the person left, or access was taken', async () => {
    const phone = await setUpKeys(ctx, maya)
    await changePerson(ctx, maya, { active: false })
    await refused(phone, 'expired')
  })

  it('takes no name while it is suspended, and does again afterwards', async () => {
    const phone = await setUpKeys(ctx, maya)
    await holdEmployee(ctx, { employeeId: maya })
    await refused(phone, 'conflict')

    await releaseEmployee(ctx, { employeeId: maya })
    await call(phone, 'iPhone 15')
    expect(await devices()).toEqual(['iPhone 15', 'iPhone 15'])
  })

  it('takes no name from whoever found the phone that was reported lost', async () => {
    const phone = await setUpKeys(ctx, maya)
    await reportLost(visit(phone.token))
    await refused(phone, 'conflict')
  })

  it('keeps the name that it had when the phone is replaced; the next one starts with its own', async () => {
    const old = await setUpKeys(ctx, maya)
    await call(old, 'iPhone 15')
    await replacePhone(ctx, { keyId: (await livingKeyAt(ctx, maya, house.hq)).id })
    await setUpKeys(ctx, maya, 'Pixel 9 Pro')

    expect(await devices()).toEqual(['Pixel 9 Pro', 'Pixel 9 Pro'])
    await expect(call(old, 'iPhone 16')).rejects.toMatchObject({ code: 'expired' })
    const { rows } = await listActivity(ctx, { subject: maya })
    expect(rows.find((row) => row.kind === 'key.phone_replaced')?.data).toMatchObject({
      device: 'iPhone 15',
    })
  })
})
