import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
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

/** The mail provider, at its HTTP border: what it was sent, and what it says next. */
interface Received {
  key: string | undefined
  body: string
}
type Answer = 'accept' | 'accept and hang up' | { status: number; name: string }
const received: Received[] = []
const answers: Answer[] = []

const provider = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    received.push({ key: request.headers['idempotency-key']?.toString(), body })
    const answer = answers.shift() ?? 'accept'
    if (answer === 'accept and hang up') return request.socket.destroy()
    const accepted = answer === 'accept'
    response.writeHead(accepted ? 200 : answer.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(accepted ? { id: 'eml_1' } : { ...answer, message: 'no' }))
  })
})

let db: Db
let close: () => Promise<void>
let house: TestHouse
let maya: string

beforeAll(async () => {
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('RESEND_API_KEY', 're_test')
  vi.stubEnv('RESEND_BASE_URL', `http://127.0.0.1:${(provider.address() as AddressInfo).port}`)
  ;({ db, close } = await openTestDatabase())
})
afterAll(async () => {
  await close()
  provider.close()
})
beforeEach(async () => {
  await db.delete(outboxMessages)
  received.length = 0
  answers.length = 0
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
  expect(received.map((one) => one.key)).toEqual([message?.id])
  expect(await mail()).toMatchObject({ state: 'sent', providerId: 'eml_1' })
  expect(await stateOfKey()).toEqual(['sent'])
})

it('an e-mail whose acceptance was never heard is sent again as the very same bytes', async () => {
  answers.push('accept and hang up')
  await runJobs(5)
  expect(await mail()).toMatchObject({ state: 'waiting' })
  expect(await stateOfKey()).toEqual(['waiting'])

  await runJobs(6)

  expect(received).toHaveLength(2)
  expect(received[1]).toEqual(received[0])
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
    answers.push(answer)
    await runJobs(5)
    expect(await mail()).toMatchObject({ state: 'waiting' })

    await runJobs(6)

    expect(await mail()).toMatchObject({ state: 'sent' })
  },
)

it('an e-mail that the provider refuses for good is not sent again, and the key still waits', async () => {
  answers.push({ status: 422, name: 'validation_error' })
  await runJobs(5)
  await runJobs(600)

  expect(received).toHaveLength(1)
  expect(await mail()).toMatchObject({ state: 'failed', error: 'validation_error', sentAt: null })
  expect(await stateOfKey()).toEqual(['waiting'])
})
