import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup } from '@/db/testing/people'
import { describeActivity } from '@/lib/activity/describe'
import { listActivity } from '@/lib/activity/list'
import { type Ask, doorCalled, openTestDesk } from '@/lib/doors/test-doors'
import { askForCard, cardAskedAt } from '@/lib/invitations/card-requests'
import { endByHand, endDueByHand } from '../by-hand/end-by-hand'
import { giveByHand } from '../by-hand/give-by-hand'
import { holdEmployee, releaseEmployee } from '../hold'
import { newestLink } from '../key-deeds/test-keys'
import { moveStarts } from '../over-time/move-starts'
import {
  changePerson,
  livingKeys,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '../test-house'
import { giveCard, giveCardAgain } from './give-card'
import { listCards } from './list-cards'
import { endCard, liftCardSuspension, reportCardLost } from './manage-card'
import { cardsOf } from './test-cards'

/** Noon in Denver, where both properties are. */
const NOON = new Date('2026-11-20T19:00:00Z')
const NUMBER = '0012-4711'

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
  house = await openTestHouse(db, NOON)
  ctx = house.ctx
  ;({ ask } = await openTestDesk(ctx))
  const { hq, austin } = house
  await newDepartmentRule(house, { propertyId: hq, department: 'Sales', doors: ['Dock'] })
  await newDepartmentRule(house, { propertyId: austin, department: 'Sales', doors: ['Roof'] })
  maya = await newPerson(house, { name: 'Maya', department: 'Sales' })
  dock = await doorCalled(ctx, 'Dock')
  roof = await doorCalled(ctx, 'Roof')
})

const at = (moment: string): Context => ({ ...ctx, now: new Date(moment) })
const give = (
  { propertyId = house.hq, employeeId = maya, number = NUMBER } = {},
  by: Context = ctx,
) => giveCard(by, { employeeId, propertyId, number })
const asks = async (door: string, card = NUMBER, when = ctx.now) =>
  (await ask({ door, card }, when)).reason
/** The one card that Maya has, or had last. */
async function card() {
  const last = (await cardsOf(ctx, maya)).at(-1)
  if (!last) throw new Error('Maya has no card')
  return last
}
const sentences = async () =>
  (await listActivity(ctx, { subject: maya })).rows.map((row) =>
    describeActivity(...([row.kind, row.data] as Parameters<typeof describeActivity>)),
  )

describe('Give a card', () => {
  it('opens what the person may open at that property alone, however its number is written', async () => {
    await give()
    expect(await asks(dock)).toBe('open')
    expect(await asks(dock, '0012 4711')).toBe('open')
    expect(await asks(roof)).toBe('unknown_card')

    await give({ propertyId: house.austin })
    expect(await asks(roof)).toBe('open')
    expect(await sentences()).toContain('Maya was given the card …4711 for HQ Denver.')
  })

  it('keeps a fingerprint of the number and its last four characters, and nothing more', async () => {
    await give({ number: '04:a2-2b5f' })
    const kept = await card()
    expect(kept).toMatchObject({ ending: '2B5F', givenBy: 'Ana Ruiz', startsAt: null })
    expect(kept.numberHash).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(kept)).not.toMatch(/04a22b5f/i)
  })

  it('is refused while the number is somebody’s there, in a sentence that says whose', async () => {
    await give()
    const jonas = await newPerson(house, { name: 'Jonas Weber', department: 'Sales' })
    const refused = { code: 'conflict', field: 'number' }
    await expect(give({ employeeId: jonas })).rejects.toMatchObject({
      ...refused,
      message: 'This card is Maya’s. End it there first.',
    })
    await expect(give()).rejects.toMatchObject({
      ...refused,
      message: 'Maya has this card already.',
    })
    expect(await cardsOf(ctx, jonas)).toEqual([])

    await endCard(ctx, { cardId: (await card()).id })
    await give({ employeeId: jonas })
    expect(await cardsOf(ctx, jonas)).toHaveLength(1)
  })

  it('is refused where the person has no access, and for somebody who may have none', async () => {
    const kim = await newPerson(house, { name: 'Kim', department: 'Design' })
    await expect(give({ employeeId: kim })).rejects.toMatchObject({
      code: 'conflict',
      message: 'There is no access at this property that a card could use.',
    })
    await holdEmployee(ctx, { employeeId: maya })
    await expect(give()).rejects.toMatchObject({ code: 'conflict' })
    await changePerson(ctx, maya, { active: false, hold: null })
    await expect(give()).rejects.toMatchObject({ code: 'conflict' })
    await expect(give({ number: '4711' })).rejects.toMatchObject({ code: 'invalid' })
    expect(await cardsOf(ctx, maya)).toEqual([])
  })

  it('settles the wish of whoever asked for a card', async () => {
    await askForCard({ db, now: ctx.now, token: await newestLink(ctx, maya) })
    expect(await cardAskedAt(ctx, maya)).not.toBeNull()
    await expect(give({ number: 'short' })).rejects.toMatchObject({ code: 'invalid' })
    expect(await cardAskedAt(ctx, maya)).not.toBeNull()
    await give()
    expect(await cardAskedAt(ctx, maya)).toBeNull()
    expect(await sentences()).toContain('Maya’s wish for a card is settled.')
  })

  it('to somebody who starts later opens from the first day on, and follows when that moves', async () => {
    const hiredOn = (day: string) => ({
      department: ['sales'],
      startDate: [day],
      'date:startDate': [day],
    })
    await changePerson(ctx, maya, { facts: hiredOn('2026-12-01') })
    await give()
    expect(await card()).toMatchObject({ startsAt: new Date('2026-12-01T07:00:00Z') })
    expect(await asks(dock)).toBe('not_started')

    const { ctx: stranger } = await newTestOrganization(db, NOON)
    const move = (by: Context, before: string, after: string) =>
      moveStarts(by, maya, { before: hiredOn(before), after: hiredOn(after) })
    await move(stranger, '2026-12-01', '2026-12-02')
    expect(await card()).toMatchObject({ startsAt: new Date('2026-12-01T07:00:00Z') })
    await move(ctx, '2026-12-01', '2026-12-02')
    expect(await card()).toMatchObject({ startsAt: new Date('2026-12-02T07:00:00Z') })
    expect(await asks(dock, NUMBER, new Date('2026-12-02T07:00:00Z'))).toBe('open')
    await move(ctx, '2026-12-02', '2026-11-10')
    expect(await asks(dock)).toBe('open')
  })
})

describe('a card that is lost', () => {
  it('opens nothing until it was found, and is said twice to nobody', async () => {
    await give()
    const { id: cardId } = await card()
    await expect(liftCardSuspension(ctx, { cardId })).rejects.toMatchObject({ code: 'conflict' })
    await reportCardLost(ctx, { cardId })
    expect(await asks(dock)).toBe('card_suspended')
    await expect(reportCardLost(ctx, { cardId })).rejects.toMatchObject({ code: 'conflict' })
    expect(await sentences()).toContain(
      'The card …4711 of Maya for HQ Denver opens nothing. Reported lost by Ana Ruiz.',
    )

    await liftCardSuspension(ctx, { cardId })
    expect(await asks(dock)).toBe('open')
    expect(await sentences()).toContain(
      'The card …4711 of Maya for HQ Denver is no longer suspended.',
    )
  })

  it('stays so when access is given back, and is switched on by nobody before that', async () => {
    await give()
    const { id: cardId } = await card()
    await holdEmployee(ctx, { employeeId: maya })
    await reportCardLost(ctx, { cardId })
    await expect(liftCardSuspension(ctx, { cardId })).rejects.toMatchObject({ code: 'conflict' })
    await releaseEmployee(ctx, { employeeId: maya })
    expect(await asks(dock)).toBe('card_suspended')
  })
})

describe('a card ends', () => {
  it('when an administrator ends it: at once, once, and the access stays', async () => {
    await give()
    const { id: cardId } = await card()
    await endCard(ctx, { cardId })
    expect(await asks(dock)).toBe('unknown_card')
    expect(await card()).toMatchObject({ revokedAt: ctx.now, cause: 'Ended by Ana Ruiz.' })
    expect(await livingKeys(ctx, maya)).toHaveLength(2)
    for (const deed of [endCard, reportCardLost, liftCardSuspension]) {
      await expect(deed(ctx, { cardId })).rejects.toMatchObject({ code: 'conflict' })
    }
    expect(await listCards(ctx, { employeeId: maya })).toMatchObject([{ offered: false }])
  })

  it('with its person, at every property, in the transaction that says so', async () => {
    await give()
    await give({ propertyId: house.austin })
    await changePerson(ctx, maya, { active: false })
    for (const ended of await cardsOf(ctx, maya)) {
      expect(ended).toMatchObject({ revokedAt: ctx.now, cause: 'All access ended.' })
    }
    expect([await asks(dock), await asks(roof)]).toEqual(['unknown_card', 'unknown_card'])
    expect(await sentences()).toContain(
      'Maya at Austin: loses Sales, the mobile key and the card …4711; has no role any more. All access ended.',
    )
  })

  it('with a person who leaves while held', async () => {
    await give()
    await holdEmployee(ctx, { employeeId: maya })
    await changePerson(ctx, maya, { active: false })
    expect(await card()).toMatchObject({ revokedAt: ctx.now, cause: 'All access ended.' })
  })

  it('with the last access at its property, and there alone', async () => {
    await newDepartmentRule(house, { propertyId: house.austin, department: 'Design' })
    await give()
    await give({ propertyId: house.austin })
    await changePerson(ctx, maya, { facts: { department: ['design'] } })
    const cards = new Map((await cardsOf(ctx, maya)).map((one) => [one.propertyId, one]))
    expect(cards.get(house.hq)).toMatchObject({
      revokedAt: ctx.now,
      cause: 'No rule gives access any more.',
    })
    expect(cards.get(house.austin)).toMatchObject({ revokedAt: null })
  })

  it('not while something given by hand is left there, and with that', async () => {
    const lab = await newTestAccessGroup(ctx, { propertyId: house.hq, name: 'Lab' })
    const byHand = { employeeId: maya, accessGroupId: lab }
    const said = { lastDay: '2026-11-30', noEnd: false, reason: 'Audit week' }
    await giveByHand(ctx, { ...byHand, ...said })
    await give()
    await changePerson(ctx, maya, { facts: { department: ['none'] } })
    expect(await card()).toMatchObject({ revokedAt: null })

    await endByHand(ctx, byHand)
    const cause = 'What was given by hand has ended, and no rule gives access.'
    expect(await card()).toMatchObject({ revokedAt: ctx.now, cause })
    expect(await sentences()).toContain(`The card …4711 of Maya for HQ Denver ended. ${cause}`)
  })

  it('when what was given by hand runs out, and not before', async () => {
    const kim = await newPerson(house, { name: 'Kim', department: 'Design' })
    const lab = await newTestAccessGroup(ctx, { propertyId: house.hq, name: 'Lab' })
    const said = { lastDay: '2026-11-30', noEnd: false, reason: 'Audit week' }
    await giveByHand(ctx, { employeeId: kim, accessGroupId: lab, ...said })
    await give({ employeeId: kim })
    await endDueByHand(db, new Date('2026-12-01T06:59:00Z'))
    expect(await cardsOf(ctx, kim)).toMatchObject([{ revokedAt: null }])
    await endDueByHand(db, new Date('2026-12-01T07:00:00Z'))
    expect(await cardsOf(ctx, kim)).toMatchObject([{ revokedAt: new Date('2026-12-01T07:00:00Z') }])
  })
})

describe('a card of somebody who is held', () => {
  it('is suspended, and is what it was when access is given back', async () => {
    await give()
    const before = await card()
    await holdEmployee(ctx, { employeeId: maya })
    expect(await asks(dock)).toBe('held')
    expect(await card()).toMatchObject({
      suspendedFor: 'hold',
      cause: 'All access was taken away by hand.',
    })
    await releaseEmployee(ctx, { employeeId: maya })
    expect(await card()).toEqual({ ...before, cause: 'Access was given back.' })
    expect(await asks(dock)).toBe('open')
    expect(await sentences()).toContain(
      'The card …4711 of Maya for HQ Denver is no longer suspended.',
    )
  })

  it('ends where the rules give nothing any more when access is given back', async () => {
    await give()
    await holdEmployee(ctx, { employeeId: maya })
    await changePerson(ctx, maya, { facts: { department: ['none'] } })
    expect(await card()).toMatchObject({ revokedAt: null })
    await releaseEmployee(ctx, { employeeId: maya })
    expect(await card()).toMatchObject({ revokedAt: ctx.now })
  })
})

describe('Give again', () => {
  const offered = async () =>
    (await listCards(ctx, { employeeId: maya })).map(({ ending, offered: is }) => [ending, is])

  it('is offered to whoever is back, and one press gives the very card', async () => {
    await give()
    await changePerson(at('2026-11-21T00:00:00Z'), maya, { active: false })
    expect(await offered()).toEqual([['4711', false]])
    await changePerson(at('2026-11-22T00:00:00Z'), maya, { active: true })
    expect(await asks(dock), 'it does not come back by itself').toBe('unknown_card')
    expect(await offered()).toEqual([['4711', true]])

    await giveCardAgain(at('2026-11-23T00:00:00Z'), { cardId: (await card()).id })
    expect(await asks(dock)).toBe('open')
    expect(await offered()).toEqual([
      ['4711', false],
      ['4711', false],
    ])
    const again = giveCardAgain(ctx, { cardId: (await card()).id })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })

    await endCard(at('2026-11-24T00:00:00Z'), { cardId: (await card()).id })
    expect(await offered(), 'whoever ended it meant it').toEqual([
      ['4711', false],
      ['4711', false],
    ])
  })

  it('is not offered for a card that was lost, nor for one that somebody else has by now', async () => {
    await give()
    await give({ number: '0012-9999' })
    const lost = (await cardsOf(ctx, maya)).find((one) => one.ending === '9999')
    await reportCardLost(ctx, { cardId: lost?.id ?? '' })
    await changePerson(ctx, maya, { active: false })
    const jonas = await newPerson(house, { name: 'Jonas', department: 'Sales' })
    await give({ employeeId: jonas })
    await changePerson(ctx, maya, { active: true })

    expect((await offered()).flatMap(([, is]) => is)).toEqual([false, false])
    const mine = (await cardsOf(ctx, maya)).find((one) => one.ending === '4711')
    await expect(giveCardAgain(ctx, { cardId: mine?.id ?? '' })).rejects.toMatchObject({
      message: 'This card is Jonas’s. End it there first.',
    })
  })

  it('waits until the access is back', async () => {
    await give()
    await changePerson(ctx, maya, { facts: { department: ['none'] } })
    expect(await offered()).toEqual([['4711', false]])
    const cardId = (await card()).id
    await expect(giveCardAgain(ctx, { cardId })).rejects.toMatchObject({ code: 'conflict' })
    await changePerson(ctx, maya, { facts: { department: ['sales'] } })
    expect(await offered()).toEqual([['4711', true]])
  })
})

describe('another organisation', () => {
  it('can neither give, see, stop nor end a card that is not its own', async () => {
    await give()
    const { id: cardId } = await card()
    const { ctx: other } = await newTestOrganization(db, NOON)
    for (const deed of [endCard, reportCardLost, liftCardSuspension, giveCardAgain]) {
      await expect(deed(other, { cardId })).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(give({}, other)).rejects.toMatchObject({ code: 'not_found' })
    expect(await listCards(other, { employeeId: maya })).toEqual([])
    expect(await asks(dock)).toBe('open')
  })

  it('may have cards of the same numbers, each at its own doors', async () => {
    await give()
    const theirs = await openTestHouse(db, NOON)
    const desk = await openTestDesk(theirs.ctx)
    await newDepartmentRule(theirs, { propertyId: theirs.hq, department: 'Sales', doors: ['Gate'] })
    const gate = await doorCalled(theirs.ctx, 'Gate')
    expect((await desk.ask({ door: gate, card: NUMBER })).reason).toBe('unknown_card')
    const zoe = await newPerson(theirs, { name: 'Zoe', department: 'Sales' })
    await giveCard(theirs.ctx, { employeeId: zoe, propertyId: theirs.hq, number: NUMBER })
    expect((await desk.ask({ door: gate, card: NUMBER })).reason).toBe('open')
    expect((await desk.ask({ door: dock, card: NUMBER })).reason).toBe('unknown_door')
  })
})
