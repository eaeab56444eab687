import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { liftSuspension } from '@/lib/access/key-deeds/manage-key'
import { reportLost } from '@/lib/access/key-deeds/report-lost'
import { keysOf, newestLink, setUpKeys } from '@/lib/access/key-deeds/test-keys'
import { changePerson, newDepartmentRule, newPerson, openTestHouse } from '@/lib/access/test-house'
import { askForCard, settleCardRequest } from '@/lib/invitations/card-requests'
import { listNeedsYou } from './list-needs-you'

let db: Db
let close: () => Promise<void>
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())

it('a lost key and a wish for a card wait for an administrator of their own organisation, until settled', async () => {
  const house = await openTestHouse(db)
  const { ctx } = house
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales', doors: ['Dock'] })
  const maya = await newPerson(house, { name: 'Maya', department: 'Sales' })
  const ben = await newPerson(house, { name: 'Ben', department: 'Sales' })
  const visit = (token: string) => ({ db, now: ctx.now, token })
  const items = async () =>
    (await listNeedsYou(ctx))
      .filter((item) => item.kind === 'key_lost' || item.kind === 'card_asked')
      .map((item) => `${item.kind} ${item.name}`)
      .sort()

  const { token } = await setUpKeys(ctx, maya)
  await reportLost(visit(token))
  await askForCard(visit(await newestLink(ctx, ben)))
  expect(await items()).toEqual(['card_asked Ben', 'key_lost Maya'])
  expect(await listNeedsYou((await newTestOrganization(db)).ctx)).toEqual([])

  const [key] = await keysOf(ctx, maya)
  await liftSuspension(ctx, { keyId: key?.id ?? '' })
  await settleCardRequest(ctx, { id: ben, name: 'Ben' })
  expect(await items()).toEqual([])
})

it('a card that somebody asked for who has left waits for nobody', async () => {
  const house = await openTestHouse(db)
  const { ctx } = house
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales', doors: ['Dock'] })
  const maya = await newPerson(house, { name: 'Maya', department: 'Sales' })
  await askForCard({ db, now: ctx.now, token: await newestLink(ctx, maya) })
  await changePerson(ctx, maya, { active: false })
  const kinds = (await listNeedsYou(ctx)).map((item) => item.kind)
  expect(kinds).not.toContain('card_asked')
})
