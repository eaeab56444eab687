import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DatabaseHandle, openDatabase } from '@/db/client'
import type { Context } from '@/db/context'
import { type FreshDatabase, newTestPostgres } from '@/db/testing/database'
import { type Ask, doorCalled, openTestDesk } from '@/lib/doors/test-doors'
import { activateKey } from '@/lib/invitations/activate-key'
import { askForCard, cardAskedAt } from '@/lib/invitations/card-requests'
import { sendAgain } from '@/lib/invitations/renew-link'
import { holdEmployee } from '../hold'
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
import { livingKeyAt, newestLink, setUpKeys } from './test-keys'

/** What happens at once, on a database with more than one connection. Every end is a shut door or one key. */
const ROUNDS = 6

/** Of its own: its jobs would do what other tests have planned. */
let fresh: FreshDatabase
let handle: DatabaseHandle
let house: TestHouse
let ctx: Context
let ask: Ask
let door: string

beforeAll(async () => {
  fresh = await newTestPostgres()
  handle = await openDatabase({ url: fresh.url, pgliteDir: '', pool: 10 })
})
afterAll(async () => {
  await handle.close()
  await fresh.drop()
})
beforeEach(async () => {
  house = await openTestHouse(handle.db)
  ctx = house.ctx
  ;({ ask } = await openTestDesk(ctx))
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales', doors: ['Dock'] })
  door = await doorCalled(ctx, 'Dock')
})

const hire = (round: number) => newPerson(house, { name: `Maya${round}`, department: 'Sales' })
const visit = (token: string) => ({ db: handle.db, now: ctx.now, token })

/** Does all of it at once; returns what was done and what was refused, in its words. */
async function atOnce(...deeds: (() => Promise<unknown>)[]) {
  const results = await Promise.allSettled(deeds.map((deed) => deed()))
  const refusals = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  for (const refusal of refusals) expect(refusal, String(refusal)).toHaveProperty('code')
  // A deadlock would be told as the database's own code.
  expect(refusals.map((one) => one.code).filter((code) => /^\d/.test(code))).toEqual([])
  return { done: results.length - refusals.length, refusals }
}

describe('at the same moment', () => {
  it('of two phones one has the key', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const token = await newestLink(ctx, await hire(round))
      const continued = () => activateKey(visit(token), 'iPhone')
      const { done, refusals } = await atOnce(continued, continued, continued)
      expect(done).toBe(1)
      expect(refusals.every((one) => one.code === 'conflict')).toBe(true)
    }
  })

  it('Continue and taking access away end with a shut door, whichever came first', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const maya = await hire(round)
      const token = await newestLink(ctx, maya)
      const { id: key } = await livingKeyAt(ctx, maya, house.hq)
      await atOnce(
        () => activateKey(visit(token), 'iPhone'),
        () => holdEmployee(ctx, { employeeId: maya }),
      )
      expect(await ask({ door, key })).toMatchObject({ allowed: false })
      const open = (await livingKeys(ctx, maya)).filter((one) => one.suspendedAt === null)
      expect(open).toEqual([])
    }
  })

  it('Continue and Send again leave one key, on the phone or on its way', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const maya = await hire(round)
      const token = await newestLink(ctx, maya)
      const { done } = await atOnce(
        () => activateKey(visit(token), 'iPhone'),
        () => sendAgain(ctx, { employeeId: maya }),
      )
      expect(done).toBe(1)
      expect(await livingKeys(ctx, maya)).toHaveLength(1)
    }
  })

  it('two administrators replace a phone once, and give a key once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const maya = await hire(round)
      await setUpKeys(ctx, maya)
      const { id: keyId } = await livingKeyAt(ctx, maya, house.hq)
      const replace = () => replacePhone(ctx, { keyId })
      expect((await atOnce(replace, replace)).done).toBe(1)

      const next = await livingKeyAt(ctx, maya, house.hq)
      await revokeKey(ctx, { keyId: next.id })
      const issue = () => issueKey(ctx, { employeeId: maya, propertyId: house.hq })
      expect((await atOnce(issue, issue)).done).toBe(1)
      expect(await livingKeys(ctx, maya)).toHaveLength(1)
    }
  })

  it('a lost phone that is replaced opens nothing, whichever came first', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const maya = await hire(round)
      const { token, secret } = await setUpKeys(ctx, maya)
      const { id: keyId } = await livingKeyAt(ctx, maya, house.hq)
      await atOnce(
        () => reportLost(visit(token)),
        () => replacePhone(ctx, { keyId }),
      )
      expect(await ask({ door, credential: secret })).toMatchObject({ allowed: false })
      const next = await livingKeyAt(ctx, maya, house.hq)
      expect(next).toMatchObject({ state: 'waiting', suspendedAt: null })
    }
  })

  it('naming the phone never brings back a key that a push ends', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const maya = await hire(round)
      const { token, secret } = await setUpKeys(ctx, maya)
      const named = (name: string) => () => namePhone(visit(token), { name, secret })
      const { refusals } = await atOnce(named('iPhone 15'), named('iPhone 16'), () =>
        changePerson(ctx, maya, { active: false }),
      )
      expect(refusals.every((one) => one.code === 'expired')).toBe(true)
      expect(await ask({ door, credential: secret })).toMatchObject({ allowed: false })
      expect(await livingKeys(ctx, maya)).toEqual([])
    }
  })

  it('a card that is asked for twice is asked for once', async () => {
    const maya = await hire(0)
    const token = await newestLink(ctx, maya)
    const asked = () => askForCard(visit(token))
    expect((await atOnce(asked, asked, asked)).done).toBe(3)
    expect(await cardAskedAt(ctx, maya)).not.toBeNull()
  })
})
