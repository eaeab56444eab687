import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Db } from '@/db/client'
import { emails, outboxMessages, suppressions } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import {
  livingKeys,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '@/lib/access/test-house'
import { listActivity } from '@/lib/activity/list'
import type { EmailEvent } from '@/lib/email/read-webhook'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import { activateKey } from './activate-key'
import { unsealBody } from './deliver-email'
import { liftSuppression } from './lift-suppression'
import { recordEmailEvent } from './record-email-event'
import { sendEmailAgain } from './send-again'
import { openTestProvider, type TestProvider } from './test-provider'

let db: Db
let close: () => Promise<void>
let provider: TestProvider
let house: TestHouse
let maya: string

beforeAll(async () => {
  provider = await openTestProvider()
  vi.stubEnv('RESEND_API_KEY', 're_test')
  vi.stubEnv('RESEND_BASE_URL', provider.url)
  ;({ db, close } = await openTestDatabase())
})
afterAll(async () => {
  await close()
  await provider.close()
})
beforeEach(async () => {
  await db.delete(outboxMessages)
  for (const list of [provider.received, provider.delivered, provider.answers]) list.length = 0
  house = await openTestHouse(db)
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales', doors: ['Dock'] })
  maya = await newPerson(house, { name: 'Maya', department: 'Sales' })
  await runJobs(5)
})

const at = (minutes: number) => new Date(house.ctx.now.getTime() + minutes * 60_000)
const runJobs = (minutes: number) => runDueJobs(db, () => at(minutes))
const mails = () =>
  db.select().from(emails).where(eq(emails.employeeId, maya)).orderBy(emails.createdAt)
const newestMail = async () => {
  const mail = (await mails()).at(-1)
  if (!mail) throw new Error('there is no e-mail')
  return mail
}
const stateOfKey = async () => (await livingKeys(house.ctx, maya)).map((key) => key.state)
const suppressed = () =>
  db
    .select()
    .from(suppressions)
    .where(
      and(eq(suppressions.organizationId, house.ctx.organizationId), isNull(suppressions.liftedAt)),
    )

async function hear(state: EmailEvent['state'], error: string | null = null): Promise<void> {
  const { id, providerId } = await newestMail()
  const event = { messageId: id, providerId: providerId ?? 'eml_0', state, error, at: at(6) }
  await recordEmailEvent(db, event, at(6))
}

describe('what the provider tells', () => {
  it('moves the e-mail and the key: delivered', async () => {
    await hear('delivered')

    expect(await newestMail()).toMatchObject({ state: 'delivered', stateAt: at(6) })
    expect(await stateOfKey()).toEqual(['delivered'])
  })

  it('of a bounce moves both, keeps the reason, tells it once, and ends sending there', async () => {
    for (const _ of [1, 2, 3]) await hear('bounced', 'bounce:permanent')

    expect(await newestMail()).toMatchObject({ state: 'bounced', error: 'bounce:permanent' })
    expect(await stateOfKey()).toEqual(['bounced'])
    expect(await suppressed()).toMatchObject([
      { recipient: 'Maya@contoso.example', recipientKey: 'maya@contoso.example' },
    ])
    const { rows } = await listActivity(house.ctx, { subject: maya })
    expect(rows.filter((row) => row.kind === 'email.undelivered')).toMatchObject([
      { data: { name: 'Maya', outcome: 'bounced', reason: 'bounce:permanent' } },
    ])
  })

  it('of a mailbox that is full for now does not end sending there', async () => {
    await hear('bounced', 'bounce:transient')

    expect(await suppressed()).toEqual([])
  })

  it('late changes nothing: an older word never undoes a newer one', async () => {
    await hear('bounced', 'bounce:permanent')
    await hear('delivered')
    await hear('delayed')
    expect(await newestMail()).toMatchObject({ state: 'bounced' })

    await hear('complained', 'complaint')
    await hear('bounced', 'bounce:permanent')
    expect(await newestMail()).toMatchObject({ state: 'complained' })
    expect(await stateOfKey()).toEqual(['bounced'])
  })

  it('never takes back what the person did on the page', async () => {
    const { sealedBody } = await newestMail()
    const token = /\/key\/([\w-]+)/.exec(unsealBody(sealedBody).text)?.[1] ?? ''
    await activateKey({ db, now: at(6), token }, 'iPhone')

    await hear('delivered')
    await hear('bounced', 'bounce:permanent')
    expect(await stateOfKey()).toEqual(['active'])
  })

  it('of an e-mail that is not ours changes nothing', async () => {
    const before = await newestMail()
    const stranger = { state: 'bounced', error: 'bounce:permanent', at: at(6) } as const
    await recordEmailEvent(db, { ...stranger, messageId: 'msg_0', providerId: 'eml_x' }, at(6))
    await recordEmailEvent(db, { ...stranger, messageId: undefined, providerId: 'eml_x' }, at(6))

    expect(await newestMail()).toEqual(before)
    expect(await suppressed()).toEqual([])
  })

  it('before its answer reached us counts as sent, with its reminders planned', async () => {
    provider.answers.push('accept and hang up')
    const kim = await newPerson(house, { name: 'Kim', department: 'Sales' })
    await runJobs(5)
    const [mail] = await db.select().from(emails).where(eq(emails.employeeId, kim))
    expect(mail).toMatchObject({ state: 'waiting' })

    const event = { messageId: mail?.id, providerId: 'eml_9', error: null, at: at(6) }
    await recordEmailEvent(db, { ...event, state: 'delivered' }, at(6))
    await runJobs(6)

    expect(await db.select().from(emails).where(eq(emails.employeeId, kim))).toMatchObject([
      { state: 'delivered', providerId: 'eml_9' },
    ])
    expect(provider.received, 'it is not sent again').toHaveLength(2)
    const planned = await db.select().from(outboxMessages)
    expect(planned.filter((one) => one.topic === 'key-reminder')).toHaveLength(4)
  })
})

describe('an address that bounced', () => {
  beforeEach(async () => {
    await hear('bounced', 'bounce:permanent')
    provider.received.length = 0
  })

  it('is sent nothing, and the log says so, until an administrator lifts that', async () => {
    await sendEmailAgain({ ...house.ctx, now: at(10) }, { id: (await newestMail()).id })
    await runJobs(11)
    expect(provider.received).toEqual([])
    expect(await newestMail()).toMatchObject({ state: 'suppressed', error: 'suppressed' })
    expect(await stateOfKey()).toEqual(['bounced'])

    const [entry] = await suppressed()
    await liftSuppression({ ...house.ctx, now: at(12) }, { id: entry?.id ?? '' })
    await sendEmailAgain({ ...house.ctx, now: at(13) }, { id: (await newestMail()).id })
    await runJobs(14)
    expect(provider.received).toHaveLength(1)
    expect(await newestMail()).toMatchObject({ state: 'sent' })
    expect(await stateOfKey()).toEqual(['sent'])
    const { rows } = await listActivity(house.ctx, {})
    expect(rows.filter((row) => row.kind === 'email.lifted')).toHaveLength(1)
  })

  it('stays written to by another organisation, which cannot lift it either', async () => {
    const stranger = await openTestHouse(db)
    const rule = { propertyId: stranger.hq, department: 'Sales', doors: ['Dock'] }
    await newDepartmentRule(stranger, rule)
    await newPerson(stranger, { name: 'Maya', department: 'Sales' })
    await runJobs(20)
    expect(provider.received).toHaveLength(1)

    const [entry] = await suppressed()
    await expect(liftSuppression(stranger.ctx, { id: entry?.id ?? '' })).rejects.toThrow('not on')
  })
})
