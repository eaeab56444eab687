import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { accessGroups, employees, grants, mobileKeys } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestCard,
  newTestEmployee,
  newTestGrant,
  newTestKey,
  newTestProperty,
} from '@/db/testing/people'
import { describeActivity } from '@/lib/activity/describe'
import { listActivity } from '@/lib/activity/list'
import { createController, listControllers, revokeController } from './controllers'
import { DoorDesk } from './door-desk'
import { type Ask, asker, doorCalled, openTestDesk, questionOf } from './test-doors'

let db: Db
let close: () => Promise<void>
let ctx: Awaited<ReturnType<typeof newTestOrganization>>['ctx']
let ask: Ask
let credential: string
let maya: string
let key: string
let dock: string
let roof: string
let hq: string

const HOUR_MS = 3_600_000
const later = (hours: number) => new Date(ctx.now.getTime() + hours * HOUR_MS)

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx } = await newTestOrganization(db))
  ;({ ask, credential } = await openTestDesk(ctx))
  hq = await newTestProperty(ctx, 'HQ Denver')
  const accessGroupId = await newTestAccessGroup(ctx, {
    propertyId: hq,
    name: 'Employees',
    doors: ['Dock'],
  })
  await newTestAccessGroup(ctx, { propertyId: hq, name: 'Roof', doors: ['Roof'] })
  dock = await doorCalled(ctx, 'Dock')
  roof = await doorCalled(ctx, 'Roof')
  maya = await newTestEmployee(ctx, { displayName: 'Maya', primaryEmail: 'maya@contoso.example' })
  await newTestGrant(ctx, { employeeId: maya, propertyId: hq, accessGroupId, until: later(8) })
  key = await newTestKey(ctx, { employeeId: maya, propertyId: hq, state: 'active' })
})

const changeKey = (values: Partial<typeof mobileKeys.$inferInsert>) =>
  db
    .update(mobileKeys)
    .set(values)
    .where(and(eq(mobileKeys.organizationId, ctx.organizationId), eq(mobileKeys.id, key)))
const changeMaya = (values: Partial<typeof employees.$inferInsert>) =>
  db
    .update(employees)
    .set(values)
    .where(and(eq(employees.organizationId, ctx.organizationId), eq(employees.id, maya)))

describe('a door that asks', () => {
  it('is told yes for an active key with a grant that runs, and for nothing else', async () => {
    expect(await ask({ door: dock, key })).toEqual({ status: 200, allowed: true, reason: 'open' })
    expect(await ask({ door: roof, key })).toEqual({
      status: 200,
      allowed: false,
      reason: 'no_grant',
    })
  })

  it.each([
    ['has left', { active: false }, 'left'],
    ['was deleted', { deletedAt: new Date() }, 'left'],
    ['is held by hand', { hold: 'by_hand' }, 'held'],
    ['is in a conflict', { hold: 'conflict' }, 'held'],
  ] as const)('is told no for somebody who %s', async (_who, values, reason) => {
    await changeMaya(values)
    expect(await ask({ door: dock, key })).toMatchObject({ allowed: false, reason })
  })

  it.each([
    ['was revoked', { state: 'revoked', revokedAt: new Date() }, 'revoked'],
    ['was reported lost', { suspendedAt: new Date() }, 'suspended'],
    ['was never set up in time', { state: 'expired' }, 'expired'],
    ['waits for its e-mail', { state: 'waiting' }, 'not_active'],
    ['was only looked at', { state: 'opened' }, 'not_active'],
    ['did not reach the person', { state: 'bounced' }, 'not_active'],
    ['begins tomorrow', { startsAt: new Date(Date.now() + 24 * HOUR_MS) }, 'not_started'],
  ] as const)('is told no for a key that %s', async (_what, values, reason) => {
    await changeKey(values)
    expect(await ask({ door: dock, key })).toMatchObject({ allowed: false, reason })
  })

  it('is told no from the very moment a grant ends, and yes from the first day on', async () => {
    await changeKey({ startsAt: later(1) })
    expect(await ask({ door: dock, key }, later(1))).toMatchObject({ allowed: true })
    expect(await ask({ door: dock, key }, later(7.99))).toMatchObject({ allowed: true })
    expect(await ask({ door: dock, key }, later(8))).toMatchObject({ reason: 'grant_ended' })
  })

  it('is told no outside the hours of the access group, on the clock of the property', async () => {
    // Denver is seven hours behind in November: Tuesday 07:00 there is 14:00Z.
    await db
      .update(accessGroups)
      .set({ hours: [{ days: [2], from: '07:00', to: '19:00' }] })
      .where(eq(accessGroups.organizationId, ctx.organizationId))
    await db
      .update(grants)
      .set({ until: null })
      .where(eq(grants.organizationId, ctx.organizationId))
    const at = async (moment: string) => (await ask({ door: dock, key }, new Date(moment))).reason
    expect(await at('2026-11-24T13:59:59Z')).toBe('outside_hours')
    expect(await at('2026-11-24T14:00:00Z')).toBe('open')
    expect(await at('2026-11-25T01:59:59Z')).toBe('open')
    expect(await at('2026-11-25T02:00:00Z')).toBe('outside_hours')
  })

  it('is told no for the key of another property', async () => {
    const austin = await newTestProperty(ctx, 'Austin')
    await newTestAccessGroup(ctx, { propertyId: austin, name: 'Employees', doors: ['Garage'] })
    const garage = await doorCalled(ctx, 'Garage')
    expect(await ask({ door: garage, key })).toMatchObject({ reason: 'wrong_property' })
  })

  it('knows no key and no door of another organisation', async () => {
    const other = await newTestOrganization(db)
    const theirs = await openTestDesk(other.ctx)
    const property = await newTestProperty(other.ctx, 'HQ')
    await newTestAccessGroup(other.ctx, { propertyId: property, name: 'All', doors: ['Gate'] })
    const gate = await doorCalled(other.ctx, 'Gate')

    expect(await theirs.ask({ door: gate, key })).toMatchObject({ reason: 'unknown_key' })
    expect(await theirs.ask({ door: dock, key })).toMatchObject({ reason: 'unknown_door' })
    expect(await ask({ door: gate, key })).toMatchObject({ reason: 'unknown_door' })
  })

  it('puts every answer into the log before it is given, the refused ones too', async () => {
    await ask({ door: dock, key }, later(1))
    await ask({ door: roof, key }, later(2))
    await ask({ door: dock, key: 'key_nobody' }, later(3))
    await ask({ door: 'dor_nowhere', key }, later(4))

    const { rows } = await listActivity(ctx, {})
    const said = rows.filter((row) => row.kind === 'door.asked').map((row) => row.data)
    expect(said.toReversed()).toEqual([
      { door: 'Dock', property: 'HQ Denver', name: 'Maya', answer: 'open' },
      { door: 'Roof', property: 'HQ Denver', name: 'Maya', answer: 'no_grant' },
      { door: 'Dock', property: 'HQ Denver', name: null, answer: 'unknown_key' },
      { door: null, property: null, name: 'Maya', answer: 'unknown_door' },
    ])
  })
})

describe('a door that is shown a card', () => {
  const NUMBER = '00124711'
  const question = (number = NUMBER) => ({ door: dock, card: number })
  const newCard = (values: Partial<Parameters<typeof newTestCard>[1]> = {}) =>
    newTestCard(ctx, { employeeId: maya, propertyId: hq, number: NUMBER, ...values })

  it('is told yes however the reader writes the number, and no for what is no number', async () => {
    await newCard()
    for (const number of [NUMBER, '0012-4711', ' 0012 4711 ']) {
      expect(await ask(question(number))).toEqual({ status: 200, allowed: true, reason: 'open' })
    }
    for (const number of ['124711', '?', '-', '00124711x']) {
      expect(await ask(question(number))).toMatchObject({ allowed: false, reason: 'unknown_card' })
    }
  })

  it.each([
    ['has ended', { revokedAt: new Date() }, 'unknown_card'],
    ['was reported lost', { suspendedAt: new Date() }, 'card_suspended'],
    ['begins tomorrow', { startsAt: new Date(Date.now() + 24 * HOUR_MS) }, 'not_started'],
  ] as const)('is told no for one that %s', async (_what, values, reason) => {
    await newCard(values)
    expect(await ask(question())).toMatchObject({ allowed: false, reason })
  })

  it('is told no, with the reason, for somebody who left, is held, or may not use that door', async () => {
    await newCard()
    expect(await ask({ ...question(), door: roof })).toMatchObject({ reason: 'no_grant' })
    expect(await ask(question(), later(8))).toMatchObject({ reason: 'grant_ended' })
    await changeMaya({ hold: 'by_hand' })
    expect(await ask(question())).toMatchObject({ reason: 'held' })
    await changeMaya({ active: false })
    expect(await ask(question())).toMatchObject({ reason: 'left' })
  })

  it('knows the cards of its own property and organisation alone', async () => {
    const austin = await newTestProperty(ctx, 'Austin')
    await newCard({ propertyId: austin })
    expect(await ask(question())).toMatchObject({ reason: 'unknown_card' })

    const other = await newTestOrganization(db)
    const theirs = await openTestDesk(other.ctx)
    const property = await newTestProperty(other.ctx, 'HQ')
    await newTestAccessGroup(other.ctx, { propertyId: property, name: 'All', doors: ['Gate'] })
    await newCard()
    const gate = await doorCalled(other.ctx, 'Gate')
    expect(await theirs.ask({ ...question(), door: gate })).toMatchObject({
      reason: 'unknown_card',
    })
    expect(await theirs.ask(question())).toMatchObject({ reason: 'unknown_door' })
  })

  it('puts each answer into the log once, with the ending of a card that is known', async () => {
    await newCard()
    await ask(question(), later(1))
    await ask(question('99999999'), later(2))
    const { rows } = await listActivity(ctx, {})
    const asked = rows.filter((row) => row.kind === 'door.asked').toReversed()
    expect(asked.map((row) => describeActivity(row.kind, row.data))).toEqual([
      'Maya opened Dock at HQ Denver with the card …4711.',
      'An unknown card was refused at Dock of HQ Denver. No card with this number is in use here.',
    ])
    expect(JSON.stringify(asked)).not.toMatch(/00124711|99999999/)
  })
})

describe('a controller', () => {
  it('of one property is told nothing of another’s doors', async () => {
    const austin = await newTestProperty(ctx, 'Austin')
    const made = await createController(ctx, { name: 'Austin', propertyId: austin })
    const answer = await asker(ctx, made.credential)({ door: dock, key })
    expect(answer).toMatchObject({ allowed: false, reason: 'unknown_door' })
  })

  it('is answered no more from the moment it is revoked, and is said to have been heard', async () => {
    await ask({ door: dock, key })
    const [controller] = await listControllers(ctx)
    expect(controller).toMatchObject({ name: 'Test controller', lastHeardAt: ctx.now })

    await revokeController(ctx, { id: controller?.id ?? '' })
    expect(await ask({ door: dock, key })).toMatchObject({ status: 401, allowed: undefined })
    expect(await listControllers(ctx)).toMatchObject([{ revokedAt: ctx.now }])
  })

  it('belongs to its organisation: another can neither see, revoke nor place it', async () => {
    const other = await newTestOrganization(db)
    const [controller] = await listControllers(ctx)
    expect(await listControllers(other.ctx)).toEqual([])
    await expect(revokeController(other.ctx, { id: controller?.id ?? '' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      createController(other.ctx, { name: 'Theirs', propertyId: hq }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the door’s desk', () => {
  const desk = () => new DoorDesk(db, () => ctx.now)
  const status = async (body: unknown, sent: string | undefined = credential) =>
    (await desk().handle(questionOf(body, sent))).status

  it('answers 401 to whoever shows no credential, a cut one or one that was never made', async () => {
    expect(await status({ door: dock, key }, '')).toBe(401)
    expect(await status({ door: dock, key }, credential.slice(0, -1))).toBe(401)
    expect(await status({ door: dock, key }, 'sqr_scim_something')).toBe(401)
  })

  it('answers 400 to what is no question, however long', async () => {
    expect(await status('not json')).toBe(400)
    expect(await status({ door: dock })).toBe(400)
    expect(await status({ door: dock, key, credential: 'both' })).toBe(400)
    expect(await status({ door: dock, key, card: '00124711' })).toBe(400)
    expect(await status({ door: dock, card: '0'.repeat(65) })).toBe(400)
    expect(await status({ door: dock, key: 'k'.repeat(5000) })).toBe(400)
  })

  it('never answers yes to a body that says so', async () => {
    expect(await status({ door: dock, key: 'x', allowed: true })).toBe(400)
  })

  it('stops a controller that went wild, and says when to come back', async () => {
    const one = desk()
    const answers: Response[] = []
    for (let i = 0; i < 201; i++) {
      answers.push(await one.handle(questionOf({ door: dock, key }, credential)))
    }
    expect(answers.slice(0, 200).every((answer) => answer.status === 200)).toBe(true)
    expect(answers[200]?.status).toBe(429)
    expect(Number(answers[200]?.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})
