import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import type { Context } from '@/db/context'
import { openTestPostgres } from '@/db/testing/database'
import { holdEmployee } from '../hold'
import {
  changePerson,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '../test-house'
import { giveCard } from './give-card'
import { endCard, reportCardLost } from './manage-card'
import { cardsOf, livingCardsAt } from './test-cards'

/** What happens at once, on a database with more than one connection. */
const ROUNDS = 6
const NUMBER = '0012 4711'

let handle: DatabaseHandle
let house: TestHouse
let ctx: Context

beforeAll(async () => {
  handle = await openTestPostgres()
})
afterAll(() => handle.close())
beforeEach(async () => {
  house = await openTestHouse(handle.db)
  ctx = house.ctx
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales' })
})

const hire = (name: string) => newPerson(house, { name, department: 'Sales' })
const give = (employeeId: string, number = NUMBER) =>
  giveCard(ctx, { employeeId, propertyId: house.hq, number })

/** Does all of it at once; returns how much was done. Whatever was refused was refused in words. */
async function atOnce(...deeds: (() => Promise<unknown>)[]): Promise<number> {
  const results = await Promise.allSettled(deeds.map((deed) => deed()))
  const refusals = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  for (const refusal of refusals)
    expect(refusal, String(refusal)).toMatchObject({ code: 'conflict' })
  return results.length - refusals.length
}

describe('at the same moment', () => {
  it('of two people who are given one number exactly one has the card', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [maya, jonas] = [await hire(`Maya${round}`), await hire(`Jonas${round}`)]
      const number = `${NUMBER} ${round}`
      expect(
        await atOnce(
          () => give(maya, number),
          () => give(jonas, number),
        ),
      ).toBe(1)
      expect(await livingCardsAt(ctx, house.hq)).toHaveLength(round + 1)
    }
  })

  it('two administrators end a card once', async () => {
    const maya = await hire('Maya')
    await give(maya)
    const [card] = await cardsOf(ctx, maya)
    const end = () => endCard(ctx, { cardId: card?.id ?? '' })
    expect(await atOnce(end, end, end)).toBe(1)
  })

  it('a card is given and its person leaves, or is held: none is left that opens', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [maya, ben] = [await hire(`Maya${round}`), await hire(`Ben${round}`)]
      await atOnce(
        () => give(maya, `1000-000${round}`),
        () => changePerson(ctx, maya, { active: false }),
      )
      await atOnce(
        () => give(ben, `2000-000${round}`),
        () => holdEmployee(ctx, { employeeId: ben }),
      )
      const open = (await livingCardsAt(ctx, house.hq)).filter((one) => one.suspendedAt === null)
      expect(open).toEqual([])
    }
  })

  it('a card that is reported lost and ended has ended', async () => {
    const maya = await hire('Maya')
    await give(maya)
    const [card] = await cardsOf(ctx, maya)
    const cardId = card?.id ?? ''
    await atOnce(
      () => reportCardLost(ctx, { cardId }),
      () => endCard(ctx, { cardId }),
    )
    expect(await livingCardsAt(ctx, house.hq)).toEqual([])
  })
})
