import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { keysOf, mailsOf, newestLink, setUpKeys } from '@/lib/access/key-deeds/test-keys'
import {
  changePerson,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '@/lib/access/test-house'
import { listActivity } from '@/lib/activity/list'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import { askForCard, cardAskedAt, settleCardRequest } from './card-requests'
import { readKeyPulse } from './key-pulse'
import { readKeyPage } from './read-key-page'
import { renewLink } from './renew-link'

let db: Db
let close: () => Promise<void>
let house: TestHouse
let ctx: Context
let maya: string
let token: string

const DAY_MS = 86_400_000

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
  ctx = house.ctx
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales', doors: ['Dock'] })
  maya = await newPerson(house, { name: 'Maya', department: 'Sales' })
  token = await newestLink(ctx, maya)
})

const later = (days: number) => new Date(ctx.now.getTime() + days * DAY_MS)
const visit = (days: number, link = token) => ({ db, now: later(days), token: link })
const states = async () => (await keysOf(ctx, maya)).map((key) => key.state)
const countOf = async (kind: string) =>
  (await listActivity(ctx, { subject: maya })).rows.filter((row) => row.kind === kind).length

describe('a link that runs out unused', () => {
  it('marks its key as expired at the moment it ran out, once, and not before', async () => {
    await runDueJobs(db, () => later(6.9))
    expect(await states()).toEqual(['sent'])

    await runDueJobs(db, () => later(8))
    await runDueJobs(db, () => later(9))
    const [key] = await keysOf(ctx, maya)
    expect(key).toMatchObject({ state: 'expired', cause: 'The link was not used in time.' })
    expect(key?.stateAt.getTime()).toBeLessThan(later(7.1).getTime())
    expect(await countOf('key.expired')).toBe(1)
  })

  it('leaves a key alone that is on a phone', async () => {
    await setUpKeys(ctx, maya)
    await runDueJobs(db, () => later(30))
    expect(await states()).toEqual(['active'])
  })

  it('renews itself from its own page, to the person’s own address, without an administrator', async () => {
    await runDueJobs(db, () => later(8))
    expect(await readKeyPage(visit(8), undefined)).toMatchObject({
      kind: 'expired',
      email: 'M…@contoso.example',
    })

    await renewLink(visit(8))
    await renewLink(visit(8))
    expect(await readKeyPage(visit(8), undefined)).toMatchObject({
      kind: 'replaced',
      onItsWay: true,
    })
    await runDueJobs(db, () => later(8))
    const mails = await mailsOf(ctx, maya)
    expect(mails.map((mail) => mail.recipient)).toEqual([
      'Maya@contoso.example',
      'Maya@contoso.example',
    ])
    expect(await states()).toEqual(['sent'])
  })

  it('renews itself for nobody who has left', async () => {
    await runDueJobs(db, () => later(8))
    await changePerson(ctx, maya, { active: false })
    await expect(renewLink(visit(8))).rejects.toMatchObject({ code: 'expired' })
    expect(await readKeyPage(visit(8), undefined)).toMatchObject({ kind: 'ended' })
  })

  it('renews itself a few times a day and no more', async () => {
    const links: string[] = []
    for (let i = 0; i < 3; i++) {
      links.push(token)
      await renewLink(visit(0.1 + i / 100))
      await runDueJobs(db, () => later(0.1 + i / 100))
      token = await newestLink(ctx, maya)
    }
    expect(new Set([...links, token]).size).toBe(4)
    await expect(renewLink(visit(0.2))).rejects.toMatchObject({ code: 'unavailable' })
    await renewLink(visit(1.5))
  })
})

describe('asking for a card', () => {
  it('is told once however often it is pressed, and is over when it was given', async () => {
    await askForCard(visit(1))
    await askForCard(visit(1))
    expect(await readKeyPage(visit(1), undefined)).toMatchObject({ kind: 'ready', cardAsked: true })
    expect(await cardAskedAt(ctx, maya)).toEqual(later(1))
    expect(await countOf('card.asked')).toBe(1)

    const other = (await newTestOrganization(db)).ctx
    expect(await settleCardRequest(other, { id: maya, name: 'Maya' })).toEqual([])
    expect(await settleCardRequest(ctx, { id: maya, name: 'Maya' })).toHaveLength(1)
    expect(await cardAskedAt(ctx, maya)).toBeNull()
    expect(await readKeyPage(visit(1), undefined)).toMatchObject({ cardAsked: false })
  })

  it('is possible from a link that has run out, and from none that has ended', async () => {
    await askForCard(visit(8))
    expect(await readKeyPage(visit(8), undefined)).toMatchObject({ cardAsked: true })
    await changePerson(ctx, maya, { active: false })
    await expect(askForCard(visit(8))).rejects.toMatchObject({ code: 'expired' })
  })
})

describe('the pulse of an open page', () => {
  it('changes when what it shows changes, and only then', async () => {
    const { secret } = await setUpKeys(ctx, maya)
    const first = await readKeyPulse(visit(1), secret)
    expect(await readKeyPulse(visit(2), secret)).toEqual(first)

    await changePerson(ctx, maya, { active: false })
    const last = await readKeyPulse(visit(2), secret)
    expect(last.kind).toBe('ended')
    expect(last.version).not.toBe(first.version)
  })

  it('tells another device nothing of the key', async () => {
    await setUpKeys(ctx, maya)
    expect(await readKeyPulse(visit(1), undefined)).toMatchObject({ kind: 'taken' })
  })
})
