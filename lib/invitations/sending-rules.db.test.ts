import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Db } from '@/db/client'
import {
  emailSettings,
  emails,
  employees,
  mobileKeys,
  outboxMessages,
  properties,
} from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { replacePhone } from '@/lib/access/key-deeds/manage-key'
import {
  changePerson,
  livingKeys,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '@/lib/access/test-house'
import { recordActivity } from '@/lib/activity/record'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import { activateKey } from './activate-key'
import { unsealBody } from './deliver-email'
import { releaseHeld } from './release-held'
import { sendEmailAgain } from './send-again'

/** The quiet times are the real ones here: ten minutes, and two for somebody who is alone. */
vi.stubEnv('INVITATION_QUIET_SECONDS', '600')

const DAY_MINUTES = 24 * 60
let db: Db
let close: () => Promise<void>
let house: TestHouse

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())

/** Engineers get a key at HQ and in Austin, sales people at HQ alone. */
beforeEach(async () => {
  await db.delete(outboxMessages)
  house = await openTestHouse(db)
  const { hq, austin } = house
  await newDepartmentRule(house, { propertyId: hq, department: 'Engineering', doors: ['Lab 1'] })
  await newDepartmentRule(house, { propertyId: austin, department: 'Engineering', doors: ['Gate'] })
  await newDepartmentRule(house, { propertyId: hq, department: 'Sales', doors: ['Dock'] })
})

const minutesLater = (minutes: number) => new Date(house.ctx.now.getTime() + minutes * 60_000)
const runJobs = (minutes: number) => runDueJobs(db, () => minutesLater(minutes))
const mailTo = (employeeId: string) =>
  db.select().from(emails).where(eq(emails.employeeId, employeeId)).orderBy(emails.createdAt)
const textsTo = async (employeeId: string) =>
  (await mailTo(employeeId)).map((mail) => unsealBody(mail.sealedBody).text)
const setProperty = (id: string, values: Partial<typeof properties.$inferInsert>) =>
  db
    .update(properties)
    .set(values)
    .where(and(eq(properties.organizationId, house.ctx.organizationId), eq(properties.id, id)))
const newEngineer = (name: string) => newPerson(house, { name, department: 'Engineering' })
const linkIn = (text: string) => /https?:\/\/\S+\/key\/([\w-]+)/.exec(text)?.[1] ?? ''

describe('the quiet time', () => {
  it('is two minutes for one person who comes alone', async () => {
    const maya = await newEngineer('Maya')
    await runJobs(1)
    expect(await mailTo(maya)).toEqual([])

    await runJobs(2)
    expect(await mailTo(maya)).toHaveLength(1)
  })

  it('is ten minutes when others come around the same time', async () => {
    const [maya, kim] = [await newEngineer('Maya'), await newEngineer('Kim')]
    await runJobs(2)
    await runJobs(9)
    expect([...(await mailTo(maya)), ...(await mailTo(kim))]).toEqual([])

    await runJobs(10)
    expect([...(await mailTo(maya)), ...(await mailTo(kim))]).toHaveLength(2)
  })
})

describe('the language', () => {
  const preferring = async (preferredLanguage: string | null) => {
    const maya = await newEngineer('Maya')
    await db.update(employees).set({ preferredLanguage }).where(eq(employees.id, maya))
    await runJobs(10)
    return (await mailTo(maya))[0]
  }

  it('is the person’s own, and dates follow the property’s zone', async () => {
    const mail = await preferring('de-CH')

    expect(mail).toMatchObject({ language: 'de', template: 'key-invitation' })
    expect(unsealBody(mail?.sealedBody ?? '').text).toMatch(/Schlüssel einrichten[^]*GMT-7|MST/)
  })

  it('is the property’s when the person’s own is not among ours', async () => {
    await setProperty(house.austin, { language: 'es' })
    expect(await preferring('ja-JP')).toMatchObject({ language: 'es' })
  })

  it('is English when nobody says', async () => {
    expect(await preferring(null)).toMatchObject({ language: 'en' })
  })
})

it('the e-mail comes from the property’s sender, and answers go to its contact', async () => {
  await setProperty(house.austin, {
    senderName: 'Contoso "Workplace" <x>\r\n',
    contactName: 'Ana Ruiz',
    contactEmail: 'office@contoso.example',
    dayOneNote: 'Ring at the green door.',
  })
  const maya = await newEngineer('Maya')
  await runJobs(10)

  const [mail] = await mailTo(maya)
  expect(mail).toMatchObject({
    sender: '"Contoso Workplace x via Sequr" <keys@sequr.example>',
    replyTo: 'office@contoso.example',
  })
  const { text } = unsealBody(mail?.sealedBody ?? '')
  expect(text).toContain('Ask Ana Ruiz.')
  expect(text).toContain('Ring at the green door.')
})

it('the e-mail names the first day when every key begins later, in the property’s zone', async () => {
  const maya = await newEngineer('Maya')
  // Half past five in the morning of 2 December in UTC is still the first in Denver.
  const startsAt = new Date('2099-12-02T05:30:00Z')
  await db.update(mobileKeys).set({ startsAt }).where(eq(mobileKeys.employeeId, maya))
  await runJobs(10)

  expect(await textsTo(maya)).toMatchObject([
    expect.stringContaining('Your first day is Tuesday 1 December.'),
  ])
})

describe('quiet mode', () => {
  it('builds every e-mail and sends none, also when nobody looks for days', async () => {
    await setProperty(house.hq, { quiet: true })
    const kim = await newPerson(house, { name: 'Kim', department: 'Sales' })
    await runJobs(10)
    await runJobs(5 * DAY_MINUTES)

    expect(await mailTo(kim)).toMatchObject([{ state: 'held', heldFor: [house.hq], sentAt: null }])
    expect((await livingKeys(house.ctx, kim)).map((key) => key.state)).toEqual(['waiting'])
  })

  it('of one property leaves the e-mail about another as it is', async () => {
    await setProperty(house.hq, { quiet: true })
    const maya = await newEngineer('Maya')
    await runJobs(10)

    const mails = await mailTo(maya)
    expect(mails.map((mail) => mail.state).sort()).toEqual(['held', 'kept'])
    const sent = mails.find((mail) => mail.state === 'kept')
    expect(unsealBody(sent?.sealedBody ?? '').text).not.toContain('HQ Denver')
  })

  it('that is over lets what was built be sent, with a link that works for seven days from then', async () => {
    await setProperty(house.hq, { quiet: true })
    const kim = await newPerson(house, { name: 'Kim', department: 'Sales' })
    await runJobs(10)
    const [held = ''] = await textsTo(kim)
    await expect(releaseHeld(house.ctx, { propertyId: house.hq })).rejects.toThrow('quiet mode')

    await setProperty(house.hq, { quiet: false })
    const later = { ...house.ctx, now: minutesLater(30 * DAY_MINUTES) }
    expect(await releaseHeld(later, { propertyId: house.hq })).toBe(1)
    await runJobs(30 * DAY_MINUTES + 10)

    expect(await mailTo(kim)).toMatchObject([{ state: 'kept' }])
    const [sent = ''] = await textsTo(kim)
    expect(linkIn(sent)).not.toBe(linkIn(held))
    const visit = { db, now: minutesLater(36 * DAY_MINUTES), token: linkIn(sent) }
    await expect(activateKey(visit, 'iPhone')).resolves.toBeTruthy()
    await expect(activateKey({ ...visit, token: linkIn(held) }, 'iPhone')).rejects.toThrow('ended')
  })

  it('of another organisation’s property cannot be ended by sending', async () => {
    const stranger = await openTestHouse(db)
    await expect(releaseHeld(stranger.ctx, { propertyId: house.hq })).rejects.toThrow('no longer')
  })
})

describe('the first load', () => {
  const settings = (values: { perMinute?: number; invitationsFrom?: Date }) =>
    db.insert(emailSettings).values({
      organizationId: house.ctx.organizationId,
      perMinute: 2,
      tellLeavers: true,
      ...values,
    })
  const sentAt = async () => {
    const ours = eq(emails.organizationId, house.ctx.organizationId)
    const rows = await db.select().from(emails).where(ours)
    return rows.map((mail) => (mail.sentAt?.getTime() ?? 0) / 60_000).sort()
  }

  it('is paced: in any one minute only so many leave, and all of them do', async () => {
    await settings({})
    for (const name of ['A', 'B', 'C', 'D', 'E']) await newEngineer(name)
    for (let minute = 10; minute < 16; minute++) await runJobs(minute)

    const perMinute = Map.groupBy(await sentAt(), (at) => Math.floor(at))
    expect([...perMinute.values()].map((mails) => mails.length)).toEqual([2, 2, 1])
  })

  it('can be scheduled: nothing leaves before its time', async () => {
    await settings({ perMinute: 100, invitationsFrom: minutesLater(300) })
    const maya = await newEngineer('Maya')
    await runJobs(10)
    await runJobs(298)
    expect(await mailTo(maya)).toEqual([])

    await runJobs(301)
    expect(await mailTo(maya)).toMatchObject([{ state: 'kept' }])
  })
})

describe('the reminder', () => {
  it('comes three days and one day before the link runs out, and never again', async () => {
    const maya = await newEngineer('Maya')
    for (let day = 0; day < 12; day++) await runJobs(day * DAY_MINUTES + 10)

    const mails = await mailTo(maya)
    expect(mails.map((mail) => mail.template)).toEqual([
      'key-invitation',
      'key-reminder',
      'key-reminder',
    ])
    expect(mails.map((mail) => mail.subject.slice(0, 5))).toEqual(['Your ', '3 day', '1 day'])
    const texts = await textsTo(maya)
    expect(new Set(texts.map(linkIn)).size, 'all three carry one link').toBe(1)
    expect(texts.map((text) => text.includes('last reminder'))).toEqual([false, false, true])
  })

  it('does not come once the key is on a phone', async () => {
    const maya = await newEngineer('Maya')
    await runJobs(10)
    const [text = ''] = await textsTo(maya)
    await activateKey({ db, now: minutesLater(20), token: linkIn(text) }, 'iPhone')

    await runJobs(7 * DAY_MINUTES)
    expect(await mailTo(maya)).toHaveLength(1)
  })

  it('does not come to somebody who left', async () => {
    const maya = await newEngineer('Maya')
    await runJobs(10)
    await changePerson(house.ctx, maya, { active: false })

    await runJobs(7 * DAY_MINUTES)
    const templates = (await mailTo(maya)).map((mail) => mail.template)
    expect(templates).not.toContain('key-reminder')
  })
})

describe('somebody who comes back', () => {
  it('is welcomed back, and told that the old key stays off', async () => {
    const maya = await newEngineer('Maya')
    await runJobs(10)
    const subject = { kind: 'employee', id: maya } as const
    await changePerson(house.ctx, maya, { active: false })
    await recordActivity(house.ctx, [
      { kind: 'employee.reactivated', data: { name: 'Maya' }, subject },
    ])
    await changePerson(house.ctx, maya, { active: true })
    await runJobs(20)

    const texts = await textsTo(maya)
    expect(texts.filter((text) => text.includes('replaces your old one'))).toHaveLength(1)
    expect(texts.filter((text) => text.includes('your key is ready'))).toHaveLength(1)
  })
})

describe('a key on a new phone', () => {
  it('is told to its owner, with the new device, and only when it replaces an older phone', async () => {
    const maya = await newEngineer('Maya')
    await runJobs(10)
    const [first = ''] = await textsTo(maya)
    await activateKey({ db, now: minutesLater(20), token: linkIn(first) }, 'iPhone')
    await runJobs(21)
    expect(await mailTo(maya)).toHaveLength(1)

    const [key] = await livingKeys(house.ctx, maya)
    await replacePhone({ ...house.ctx, now: minutesLater(30) }, { keyId: key?.id ?? '' })
    await runJobs(31)
    const fresh = (await textsTo(maya)).at(-1) ?? ''
    await activateKey({ db, now: minutesLater(40), token: linkIn(fresh) }, 'Pixel 9')
    await runJobs(41)

    const notices = (await mailTo(maya)).filter((mail) => mail.template === 'new-phone')
    expect(notices).toHaveLength(1)
    expect(unsealBody(notices[0]?.sealedBody ?? '').text).toContain('set up on Pixel 9')
  })
})

describe('sending again', () => {
  it('gives a key that waits a fresh link, and ends the one before', async () => {
    const maya = await newEngineer('Maya')
    await runJobs(10)
    const [first] = await mailTo(maya)
    await sendEmailAgain({ ...house.ctx, now: minutesLater(20) }, { id: first?.id ?? '' })
    await runJobs(20)

    const [old = '', fresh = ''] = await textsTo(maya)
    expect(fresh).toContain('here is your new link')
    const visit = { db, now: minutesLater(30) }
    await expect(activateKey({ ...visit, token: linkIn(old) }, 'iPhone')).rejects.toThrow()
    await expect(activateKey({ ...visit, token: linkIn(fresh) }, 'iPhone')).resolves.toBeTruthy()
  })

  it('is refused in words when the key is on a phone already', async () => {
    const maya = await newEngineer('Maya')
    await runJobs(10)
    const [text = ''] = await textsTo(maya)
    await activateKey({ db, now: minutesLater(20), token: linkIn(text) }, 'iPhone')

    const [mail] = await mailTo(maya)
    await expect(sendEmailAgain(house.ctx, { id: mail?.id ?? '' })).rejects.toThrow('No key')
    expect((await livingKeys(house.ctx, maya)).map((key) => key.state)).toEqual([
      'active',
      'active',
    ])
  })

  it('reaches no e-mail of another organisation', async () => {
    const maya = await newEngineer('Maya')
    await runJobs(10)
    const [mail] = await mailTo(maya)
    const stranger = await openTestHouse(db)

    await expect(sendEmailAgain(stranger.ctx, { id: mail?.id ?? '' })).rejects.toThrow('not known')
  })
})
