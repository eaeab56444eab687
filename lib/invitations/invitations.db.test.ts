import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { emails, invitations, outboxMessages } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
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
import { unsealBody } from './deliver-email'
import { sendInvitation } from './send-invitation'

let db: Db
let close: () => Promise<void>
let house: TestHouse

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())

/** Engineers get doors and a key at HQ and in Austin, sales people in Austin alone, without a key. */
beforeEach(async () => {
  house = await openTestHouse(db)
  const { hq, austin } = house
  await newDepartmentRule(house, { propertyId: hq, department: 'Engineering', doors: ['Lab 1'] })
  await newDepartmentRule(house, { propertyId: austin, department: 'Engineering', doors: ['Gate'] })
  const sales = { propertyId: austin, department: 'Sales', doors: ['Roof'], mobileKey: false }
  await newDepartmentRule(house, sales)
})

const afterQuietTime = (minutes = 60) => new Date(house.ctx.now.getTime() + minutes * 60_000)
const runJobs = (minutes?: number) => runDueJobs(db, () => afterQuietTime(minutes))
const newEngineer = (name = 'Maya') => newPerson(house, { name, department: 'Engineering' })
const mailTo = (employeeId: string) =>
  db.select().from(emails).where(eq(emails.employeeId, employeeId))
const linksIn = (sealedBody: string) => [
  ...new Set(unsealBody(sealedBody).text.match(/https?:\/\/\S+\/key\/[\w-]+/g)),
]

async function messageFor(employeeId: string) {
  const all = await db.select().from(outboxMessages)
  const message = all.find((one) => one.payload.employeeId === employeeId)
  if (!message) throw new Error('no e-mail is planned')
  return message
}

describe('the e-mail about keys', () => {
  it('is one for both properties, tells what each opens, and carries one link', async () => {
    const maya = await newEngineer()
    await runJobs()
    await runJobs()

    const [mail, ...others] = await mailTo(maya)
    expect(others).toEqual([])
    expect(mail).toMatchObject({ state: 'kept', recipient: 'Maya@contoso.example' })
    const { text, html } = unsealBody(mail?.sealedBody ?? '')
    for (const place of ['HQ Denver', 'Lab 1', 'Austin', 'Gate']) expect(text).toContain(place)
    expect(html).toContain('Set up my key')
    expect(linksIn(mail?.sealedBody ?? '')).toHaveLength(1)
    expect((await livingKeys(house.ctx, maya)).map((key) => key.state)).toEqual(['sent', 'sent'])
  })

  it('speaks of no property where the person has no key', async () => {
    await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales', doors: ['Dock'] })
    const kim = await newPerson(house, { name: 'Kim', department: 'Sales' })
    await runJobs()

    const [mail] = await mailTo(kim)
    const { text } = unsealBody(mail?.sealedBody ?? '')
    expect(text).toContain('Dock')
    expect(text).not.toContain('Roof')
  })

  it('is not sent before the quiet time is over', async () => {
    const maya = await newEngineer()
    await runDueJobs(db, () => house.ctx.now)

    expect(await mailTo(maya)).toEqual([])
  })

  it('is not sent to somebody who left meanwhile', async () => {
    const maya = await newEngineer()
    await changePerson(house.ctx, maya, { active: false })
    await runJobs()

    expect(await mailTo(maya)).toEqual([])
    expect(await db.$count(invitations, eq(invitations.employeeId, maya))).toBe(0)
  })

  it('is fresh for somebody who comes back, with a link that is not the old one', async () => {
    const maya = await newEngineer()
    await runJobs()
    await changePerson(house.ctx, maya, { active: false })
    await changePerson(house.ctx, maya, { active: true })
    await runJobs()

    const mails = await mailTo(maya)
    expect(mails).toHaveLength(2)
    expect(new Set(mails.flatMap((mail) => linksIn(mail.sealedBody))).size).toBe(2)
    const ended = await db.select().from(invitations).where(eq(invitations.employeeId, maya))
    expect(ended.filter((one) => one.endedAt === null)).toHaveLength(1)
  })

  it('is one more when a key at another property follows later', async () => {
    await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales', doors: ['Dock'] })
    const kim = await newPerson(house, { name: 'Kim', department: 'Sales' })
    await runJobs()
    await changePerson(house.ctx, kim, { facts: { department: ['engineering'] } })
    await runJobs(120)

    const texts = (await mailTo(kim)).map((mail) => unsealBody(mail.sealedBody).text)
    expect(texts).toHaveLength(2)
    expect(texts.filter((text) => text.includes('Gate'))).toHaveLength(1)
    expect(texts.filter((text) => text.includes('HQ Denver'))).toHaveLength(1)
  })

  it('keeps nothing of the link in the clear: a hash, and a sealed copy', async () => {
    const maya = await newEngineer()
    await runJobs()

    const [mail] = await mailTo(maya)
    const [link = ''] = linksIn(mail?.sealedBody ?? '')
    const token = link.split('/').at(-1) ?? ''
    expect(token).toHaveLength(43)
    const stored = JSON.stringify([
      await db.select().from(invitations),
      await db.select().from(emails),
      await db.select().from(outboxMessages),
      (await listActivity(house.ctx, {})).rows,
    ])
    expect(stored).not.toContain(token)
  })
})

describe('a run that is repeated', () => {
  it('after everything was done sends nothing more and tells nothing twice', async () => {
    const maya = await newEngineer()
    const message = await messageFor(maya)
    await sendInvitation(db, message, afterQuietTime())
    await sendInvitation(db, message, afterQuietTime(61))

    expect(await mailTo(maya)).toHaveLength(1)
    const { rows } = await listActivity(house.ctx, { subject: maya })
    expect(rows.filter((row) => row.kind === 'email.sent')).toHaveLength(1)
  })

  it('after dying before the copy left sends that very copy', async () => {
    const maya = await newEngineer()
    const message = await messageFor(maya)
    await sendInvitation(db, message, afterQuietTime())
    const [first] = await mailTo(maya)
    await db.update(emails).set({ state: 'waiting', sentAt: null }).where(eq(emails.id, message.id))

    await sendInvitation(db, message, afterQuietTime(90))

    expect(await mailTo(maya)).toMatchObject([
      { sealedBody: first?.sealedBody, sentAt: afterQuietTime(90) },
    ])
    expect(await db.$count(invitations, eq(invitations.employeeId, maya))).toBe(1)
  })

  it('finds that the person left since, and sends nothing', async () => {
    const maya = await newEngineer()
    const message = await messageFor(maya)
    await sendInvitation(db, message, afterQuietTime())
    await db.update(emails).set({ state: 'waiting', sentAt: null }).where(eq(emails.id, message.id))
    await changePerson(house.ctx, maya, { active: false })

    await sendInvitation(db, message, afterQuietTime(90))

    expect(await mailTo(maya)).toEqual([])
  })
})

it('a message that names a person of another organisation reaches nobody', async () => {
  const maya = await newEngineer()
  const message = await messageFor(maya)
  const stranger = await openTestHouse(db)

  const { organizationId } = stranger.ctx
  await sendInvitation(db, { ...message, organizationId }, afterQuietTime())

  expect(await mailTo(maya)).toEqual([])
})
