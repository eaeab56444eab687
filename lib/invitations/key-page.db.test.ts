import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { emails, mobileKeys, properties } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestGrant } from '@/db/testing/people'
import { holdEmployee, releaseEmployee } from '@/lib/access/hold'
import {
  changePerson,
  livingKeys,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '@/lib/access/test-house'
import { listActivity } from '@/lib/activity/list'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import { randomSecret } from '@/lib/platform/secret'
import { activateKey } from './activate-key'
import { askForCard } from './card-requests'
import { unsealBody } from './deliver-email'
import { readKeyPage } from './read-key-page'

let db: Db
let close: () => Promise<void>
let house: TestHouse
let maya: string
let token: string

const DAY_MS = 86_400_000

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
  const { hq, austin } = house
  await newDepartmentRule(house, {
    propertyId: hq,
    department: 'Sales',
    doors: ['Dock', 'Lab 1'],
  })
  const keyless = { propertyId: austin, department: 'Sales', doors: ['Roof'], mobileKey: false }
  await newDepartmentRule(house, keyless)
  maya = await newPerson(house, { name: 'Maya', department: 'Sales' })
  token = await tokenFromMail(1)
})

async function tokenFromMail(count: number) {
  await runDueJobs(db, () => new Date(house.ctx.now.getTime() + 3_600_000 * count))
  const mails = await db
    .select()
    .from(emails)
    .where(and(eq(emails.employeeId, maya), eq(emails.template, 'key-invitation')))
    .orderBy(emails.createdAt)
  expect(mails).toHaveLength(count)
  const { text } = unsealBody(mails.at(-1)?.sealedBody ?? '')
  return /\/key\/([\w-]+)/.exec(text)?.[1] ?? ''
}

const later = (days: number) => new Date(house.ctx.now.getTime() + days * DAY_MS)
const visit = (days = 1, link = token) => ({ db, now: later(days), token: link })
const read = (secret?: string, days?: number) => readKeyPage(visit(days), secret)
const stateOfKey = async () => (await livingKeys(house.ctx, maya)).map((key) => key.state)

describe('the page behind the link', () => {
  it('says who sent it and what it opens, where the person has a key and nowhere else', async () => {
    expect(await read()).toMatchObject({
      kind: 'ready',
      name: 'Maya',
      places: [
        {
          property: 'HQ Denver',
          address: '1 Test Street',
          openings: [{ doors: ['Dock', 'Lab 1'], hours: null }],
        },
      ],
    })
  })

  it('says the first day while it has not come, whom to ask, and where to go', async () => {
    const startsAt = later(3)
    const at = { organizationId: house.ctx.organizationId }
    await db
      .update(mobileKeys)
      .set({ startsAt })
      .where(and(eq(mobileKeys.organizationId, at.organizationId), eq(mobileKeys.employeeId, maya)))
    await db
      .update(properties)
      .set({ contactName: 'Rosa', contactPhone: '+1 303 555 0142', dayOneNote: 'Front desk.' })
      .where(and(eq(properties.organizationId, at.organizationId), eq(properties.id, house.hq)))

    const contact = { name: 'Rosa', email: '', phone: '+1 303 555 0142' }
    expect(await read()).toMatchObject({
      places: [{ firstDay: startsAt, note: 'Front desk.', contact }],
    })
    expect(await read(undefined, 3.1)).toMatchObject({ places: [{ firstDay: null }] })
  })

  it('uses nothing up by being opened, however often, as link scanners do', async () => {
    await read()
    await read()

    expect(await read()).toMatchObject({ kind: 'ready' })
    expect(await stateOfKey()).toEqual(['opened'])
  })

  it('runs out after seven days, and not before', async () => {
    expect(await read(undefined, 6.9)).toMatchObject({ kind: 'ready' })
    expect(await read(undefined, 7.1)).toMatchObject({ kind: 'expired' })
    await expect(activateKey(visit(7.1), 'iPhone')).rejects.toMatchObject({ code: 'expired' })
  })

  it('knows no link that was not sent', async () => {
    expect(await readKeyPage(visit(1, randomSecret()), undefined)).toEqual({ kind: 'unknown' })
    const made = activateKey(visit(1, randomSecret()), 'iPhone')
    await expect(made).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('Continue', () => {
  it('makes the key active on this device, for longer than the link would have worked', async () => {
    const secret = await activateKey(visit(), 'iPhone')

    expect(await read(secret, 30)).toMatchObject({ kind: 'active' })
    expect(await livingKeys(house.ctx, maya)).toMatchObject([
      { state: 'active', device: 'iPhone', activatedAt: later(1) },
    ])
    const { rows } = await listActivity(house.ctx, { subject: maya })
    expect(rows.map((row) => row.kind)).toContain('key.activated')
  })

  it('works once: another device is told that the link was used', async () => {
    await activateKey(visit(), 'iPhone')

    expect(await read()).toMatchObject({ kind: 'taken' })
    expect(await read(randomSecret())).toMatchObject({ kind: 'taken' })
    const again = activateKey(visit(), 'Android phone')
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is refused for somebody who has left', async () => {
    await changePerson(house.ctx, maya, { active: false })

    await expect(activateKey(visit(), 'iPhone')).rejects.toMatchObject({ code: 'expired' })
  })

  it('is refused for somebody who is held, and so is asking for a card', async () => {
    await holdEmployee(house.ctx, { employeeId: maya })

    await expect(activateKey(visit(), 'iPhone')).rejects.toMatchObject({ code: 'conflict' })
    await expect(askForCard(visit())).rejects.toMatchObject({ code: 'conflict' })
    expect(await read()).toMatchObject({ kind: 'suspended', because: 'hold' })
  })
})

describe('an active key', () => {
  it('shows at once what was given and what was taken', async () => {
    const secret = await activateKey(visit(), 'iPhone')
    const accessGroupId = await newTestAccessGroup(house.ctx, {
      propertyId: house.hq,
      name: 'Vault',
      doors: ['Vault'],
    })
    const given = { employeeId: maya, propertyId: house.hq, accessGroupId, source: 'hand' } as const
    await newTestGrant(house.ctx, { ...given, until: later(3) })

    const doorsAt = async (days: number) => {
      const page = await read(secret, days)
      return page.kind === 'active'
        ? page.places.flatMap((place) => place.openings).flatMap(({ doors }) => doors)
        : page.kind
    }
    expect(await doorsAt(2)).toEqual(['Dock', 'Lab 1', 'Vault'])
    expect(await doorsAt(4)).toEqual(['Dock', 'Lab 1'])
  })

  it('has ended when the person leaves or loses the access', async () => {
    const start = { active: true, facts: { department: ['sales'] } }
    const endings = [{ active: false }, { facts: { department: ['nowhere'] } }]
    let mails = 1

    for (const end of endings) {
      const secret = await activateKey(visit(), 'iPhone')
      expect(await read(secret)).toMatchObject({ kind: 'active' })
      await changePerson(house.ctx, maya, end)
      expect(await read(secret)).toMatchObject({ kind: 'ended' })
      await changePerson(house.ctx, maya, start)
      token = await tokenFromMail(++mails)
    }
  })

  it('is suspended while the person is held, and the same page is active again afterwards', async () => {
    const secret = await activateKey(visit(), 'iPhone')
    await holdEmployee(house.ctx, { employeeId: maya })
    expect(await read(secret)).toMatchObject({ kind: 'suspended', because: 'hold' })

    await releaseEmployee(house.ctx, { employeeId: maya })
    expect(await read(secret)).toMatchObject({ kind: 'active' })
  })

  it('stays ended on the old device when the person comes back; a new link makes a new key', async () => {
    const secret = await activateKey(visit(), 'iPhone')
    await changePerson(house.ctx, maya, { active: false })
    await changePerson(house.ctx, maya, { active: true })
    const fresh = await tokenFromMail(2)

    expect(await read(secret)).toMatchObject({ kind: 'ended' })
    expect(fresh).not.toBe(token)
    expect(await readKeyPage(visit(1, fresh), undefined)).toMatchObject({ kind: 'ready' })
  })

  it('stays ended on the old device when access is lost and given again', async () => {
    const secret = await activateKey(visit(), 'iPhone')
    await changePerson(house.ctx, maya, { facts: { department: ['nowhere'] } })
    await changePerson(house.ctx, maya, { facts: { department: ['sales'] } })

    expect(await read(secret)).toMatchObject({ kind: 'ended' })
    expect(await stateOfKey()).toEqual(['waiting'])
  })
})
