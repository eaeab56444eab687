import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Db } from '@/db/client'
import { emails, outboxMessages } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import {
  livingKeys,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '@/lib/access/test-house'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import { sendEmailAgain } from './send-again'
import { openTestProvider, type TestProvider } from './test-provider'

/** The mail provider at its HTTP border. */
let provider: TestProvider
let db: Db
let close: () => Promise<void>
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
})

const runJobs = (minutes: number) =>
  runDueJobs(db, () => new Date(house.ctx.now.getTime() + minutes * 60_000))
const mail = async () => (await db.select().from(emails).where(eq(emails.employeeId, maya)))[0]
const stateOfKey = async () => (await livingKeys(house.ctx, maya)).map((key) => key.state)

it('an e-mail that is accepted is sent, under the id of its message', async () => {
  await runJobs(5)

  const [message] = await db
    .select()
    .from(outboxMessages)
    .where(eq(outboxMessages.topic, 'key-invitation'))
  expect(provider.received.map((one) => one.key)).toEqual([message?.id])
  expect(await mail()).toMatchObject({ state: 'sent', providerId: expect.stringMatching(/^eml_/) })
  expect(await stateOfKey()).toEqual(['sent'])
})

it('an e-mail whose acceptance was never heard is sent again as the very same bytes', async () => {
  provider.answers.push('accept and hang up')
  await runJobs(5)
  expect(await mail()).toMatchObject({ state: 'waiting' })
  expect(await stateOfKey()).toEqual(['waiting'])

  await runJobs(6)

  expect(provider.received).toHaveLength(2)
  expect(provider.received[1]).toEqual(provider.received[0])
  expect(await mail()).toMatchObject({ state: 'sent' })
  expect(await stateOfKey()).toEqual(['sent'])
})

it.each([
  { status: 500, name: 'internal_server_error' },
  { status: 429, name: 'rate_limit_exceeded' },
  { status: 409, name: 'concurrent_idempotent_requests' },
])(
  'an e-mail that the provider cannot take now ($status $name) is tried again later',
  async (answer) => {
    provider.answers.push(answer)
    await runJobs(5)
    expect(await mail()).toMatchObject({ state: 'waiting' })

    await runJobs(6)

    expect(await mail()).toMatchObject({ state: 'sent' })
  },
)

it('an e-mail that the provider refuses for good is not sent again, and the key still waits', async () => {
  provider.answers.push({ status: 422, name: 'validation_error' })
  await runJobs(5)
  await runJobs(600)

  expect(provider.received).toHaveLength(1)
  expect(await mail()).toMatchObject({ state: 'failed', error: 'validation_error', sentAt: null })
  expect(await stateOfKey()).toEqual(['waiting'])
})

it('a provider that asks to be left alone is asked again no sooner', async () => {
  provider.answers.push({ status: 429, name: 'rate_limit_exceeded', retryAfter: '600' })
  await runJobs(5)
  await runJobs(14)
  expect(provider.received).toHaveLength(1)

  await runJobs(15)
  expect(await mail()).toMatchObject({ state: 'sent' })
})

it('a provider that takes an e-mail and never says so delivers it once', async () => {
  provider.answers.push('accept and be silent')
  await runJobs(5)
  expect(await mail()).toMatchObject({ state: 'waiting' })

  await runJobs(6)
  expect(provider.received).toHaveLength(2)
  expect(provider.delivered).toHaveLength(1)
  expect(await mail()).toMatchObject({ state: 'sent' })
})

it('an e-mail that was tried for hours is given up, told, and sent once when tried again', async () => {
  provider.answers.push(
    'accept and hang up',
    ...Array.from({ length: 7 }, () => ({ status: 500, name: 'internal_server_error' })),
  )
  for (let hour = 0; hour < 10; hour++) await runJobs(5 + hour * 60)
  const failed = await mail()
  expect(failed).toMatchObject({ state: 'failed', error: 'gave_up' })
  expect(await stateOfKey()).toEqual(['waiting'])

  const now = new Date(house.ctx.now.getTime() + 11 * 3_600_000)
  await sendEmailAgain({ ...house.ctx, now }, { id: failed?.id ?? '' })
  await runJobs(11 * 60)

  expect(await mail()).toMatchObject({ state: 'sent', error: null })
  expect(await stateOfKey()).toEqual(['sent'])
  expect(provider.delivered).toHaveLength(1)
})
